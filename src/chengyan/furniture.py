"""Lines that page and web put around a text: page numbers, buttons, sources, related reading."""

import re

from chengyan.han import count_han, is_worded
from chengyan.kinds import numeral_value

_DASH = "[-—–－─~～·•|]*"
_PAGE_NUMBER = re.compile(
    rf"{_DASH}\s*(?:[-—–－─~～·]\s*\d{{1,4}}(?:\s*[-—–－─~～·])?|\d{{1,4}}\s*[-—–－─~～]"
    r"|第\s*\d{1,4}\s*页(?:[\s,，、/|]*共\s*\d{1,4}\s*页)?"
    r"|共\s*\d{1,4}\s*页[\s,，、/|]*第\s*\d{1,4}\s*页"
    r"|\d{1,4}\s*/\s*\d{1,4}|(?:[Pp]age|PAGE|P\.?)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|第[一二三四五六七八九十百]+页)\s*" + _DASH
)

# Words of which buttons and menus consist; a line of nothing else is furniture.
_BUTTONS = """
    首页 网站首页 返回首页 网站地图 打印本页 打印 下载 下载全文 收藏 加入收藏 关闭窗口
    关闭本页 关闭 返回顶部 返回列表 返回 分享到 分享 字号 字体 大 中 小 放大 缩小 默认 纠错
    微信 微博 新浪微博 腾讯微博 QQ空间 QQ好友 朋友圈 抖音 扫一扫 在手机打开当前页 手机看
    听全文 收听 朗读 无障碍阅读 无障碍 关怀版 适老版 长者版 繁体版 繁體 简体 English EN
    登录 注册 退出 搜索 高级搜索 站内搜索 政务公开 政府信息公开 政务服务 互动交流 新闻中心
    要闻动态 政民互动 领导之窗 联系我们 关于我们 网站声明 版权声明 隐私声明 上一页 下一页
    上一篇 下一篇 尾页 更多 点赞 评论 阅读全文 展开全文 收起 复制链接 复制 二维码 PDF Word
    RSS A A+ A- T 广告
""".split()
_BUTTON = re.compile(
    "|".join(sorted(map(re.escape, _BUTTONS), key=len, reverse=True)) + r"|[\W\d_]+"
)
# A line that begins so and is short says something of the page, not of the city.
_LABELS = """
    责任编辑 责编 编辑 编审 审核 校对 来源 信息来源 稿源 文章来源 原标题 发布时间 发布日期
    发文时间 成文日期 公开日期 更新时间 时间 浏览次数 浏览量 浏览 阅读次数 阅读量 阅读
    访问量 访问次数 点击数 点击率 点击 当前位置 您的位置 您所在的位置 现在位置 索引号
    主题分类 发文机构 发布机构 发文字号 文号 信息分类 公开方式 有效性 关键词 主办单位 主办
    承办单位 承办 技术支持 维护单位 网站标识码 备案号 邮编 地址 联系电话 投稿邮箱 作者单位
    字号 字体 分享到 扫描二维码 打开微信 上一篇 下一篇 附件下载 相关附件
""".split()
_LABEL = re.compile(rf"[【\[（(]?\s*(?:{'|'.join(_LABELS)})\s*[】\]）)]?\s*[:：]")
# A © alone may be half of a character that was read in a wrong encoding.
_NOTICE = re.compile(
    r"[\u4e00-\u9fff]ICP备|公网安备|网站标识码|版权所有|Copyright|All [Rr]ights [Rr]eserved"
    r"|©\s*(?:(?:19|20)\d\d|[\u4e00-\u9fff])"
    r"|扫一扫在手机|未经授权.{0,10}转载|转载请注明|本网站由|您访问的链接|您是第.{0,12}位访客"
    r"|推荐使用.{0,20}浏览器|javascript|点击.{0,6}蓝字|点击.{0,4}关注(?:我们|本公众号|公众号)"
    r"|^.{0,6}扫码(?:关注|阅读|查看|下载|添加|进群|观看|了解|获取)"
)
_RELATED_WORDS = """
    相关阅读 相关链接 相关新闻 相关文章 相关文档 相关稿件 相关推荐 相关报道 延伸阅读
    推荐阅读 热门推荐 猜你喜欢 友情链接 热点新闻 最新文章
""".split()
_RELATED = re.compile(rf"[【\[]?(?:{'|'.join(_RELATED_WORDS)})[】\]]?[:：]?.{{0,40}}")
_CRUMBS = re.compile(r"[^。！？]*(?:首页|主页)\s*(?:[>＞»›/\-→]+\s*[^。！？]+)+")
_SIGN_OFF = re.compile(r"[-—–－─·\s]*(?:THE )?END[-—–－─·\s]*", re.IGNORECASE)
# ASSUME a longer line is a sentence of the text.
_LONGEST = 40


# A number between marks counts pages only if it counts up through the text: [1], （1）, — 一 —.
_COUNTED = re.compile(
    r"(?P<before>[\[［【〔(（=*]?)\s*(?P<digits>\d{1,4})\s*(?P<after>[\]］】〕)）=*]?)"
    r"|(?P<dash>[-—–－─~～·]+)\s*(?:(?P<roman>[ivxlc]+|[IVXLC]+)|(?P<han>[一二三四五六七八九十百]+))"
    r"\s*[-—–－─~～·]+"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def is_page_number(text: str) -> bool:
    """Whether a line is a page number: — 12 —, 第12页 共30页, 12/30, Page 12."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


def page_count(text: str) -> tuple[str, int] | None:
    """Form and value of a number that may count pages, if a line is nothing else."""
    match = _COUNTED.fullmatch(text.strip())
    if not match:
        return None
    if match["digits"]:
        return match["before"] + match["after"], int(match["digits"])
    return match["dash"], _roman(match["roman"]) if match["roman"] else numeral_value(match["han"])


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral.lower()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def is_label(line: str) -> bool:
    """Whether a line is furniture by its label alone (来源：), which a text may have as well."""
    text = line.strip()
    others = _NOTICE.search(text) or _CRUMBS.fullmatch(text) or _is_buttons(text)
    return not others and _LABEL.match(text) is not None


def is_furniture(line: str) -> bool:
    """Whether a line, blanks kept, is what a web page puts around a text.

    Buttons and menus (下载 打印 字号：大 中 小), labels (来源：, 责任编辑：, 发布时间：), notices
    of rights and the way from the site's first page.
    """
    text = line.strip()
    if text.endswith(("。", "！", "？")) or len(text) > 3 * _LONGEST:
        return False
    if not is_worded(text) or count_han(text) > _LONGEST:
        return False
    return bool(
        _LABEL.match(text)
        or _NOTICE.search(text)
        or _CRUMBS.fullmatch(text)
        or _RELATED.fullmatch(text)
        or _is_buttons(text)
    )


def opens_furniture(text: str) -> bool:
    """Whether a line heads a list of other pages (相关阅读)."""
    return _RELATED.fullmatch(text.strip()) is not None


def _is_buttons(text: str) -> bool:
    """Whether a line with a Han character consists of nothing but words of buttons and menus."""
    if not count_han(text):
        return _SIGN_OFF.fullmatch(text) is not None
    at = 0
    while at < len(text):
        match = _BUTTON.match(text, at)
        if not match:
            return False
        at = match.end()
    # One character alone (中) may be anything.
    return count_han(text) > 1
