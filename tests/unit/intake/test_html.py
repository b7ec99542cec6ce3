"""Web pages: what a reader sees is kept, the machinery is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_files import TEXT, html, outcome

from chengyan.errors import TextError
from chengyan.han import han_only
from chengyan.intake.extract import Limits
from chengyan.intake.html import read_html


def read(page, encoding="utf-8"):
    return read_html(page.encode(encoding), "a.html", Limits())


def text_of(body):
    return read(f"<html><body>{body}</body></html>").text


def test_paragraphs_are_lines_with_blank_ones_between():
    assert read(html()).text == "\n\n".join(TEXT) + "\n"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("甲<br>乙<br/><br/>丙", "甲\n乙\n\n丙\n"),
        ("<div>甲</div><div>乙</div>", "甲\n乙\n"),
        ("<p>　　甲&nbsp;&nbsp;乙&mdash;&#8220;丙&#x201d;</p>", "甲 乙—“丙”\n"),
        ("<p>甲&lt;script&gt;乙&amp;</p>", "甲<script>乙&\n"),
        ("<p>甲&amp;#x4e2d;乙<b>丙</b>?a&amp;copy=1</p>", "甲&#x4e2d;乙丙?a&copy=1\n"),
        ("<pre>甲&amp;lt;乙</pre>", "甲&lt;乙\n"),
        ("<p>甲<b>乙</b>\n<i>丙</i></p>", "甲乙 丙\n"),
        ("<ul><li>甲<li>乙</ul>", "甲\n乙\n"),
        ("<ol start=3><li>甲</li><li>乙</li></ol>", "3. 甲\n4. 乙\n"),
        ("<ol></ol>甲", "甲\n"),
        ("<ol start=x><li>甲<li value=²>乙<li value='\1'>丙</ol>", "1. 甲\n2. 乙\n3. 丙\n"),
        (f"<ol start={'9' * 5000}><li>甲<li value=7>乙</ol>", "1. 甲\n7. 乙\n"),
        ('<p a\x12b=1 {c=2 }d {e}f=3 1=4 "=5>甲</p><x\x05y>乙</x\x05y>', "甲\n\n乙\n"),
        ("<table><tr><td>甲&#1;<td>\x1f乙&#xFFFF;</table>", "甲\t乙\n"),
        ("<pre>甲\n  乙</pre>", "甲\n乙\n"),
        ("<table><tr><th>年<th>数<tr><td><p>甲</p><td>1 <b>万</b></table>", "年\t数\n甲\t1 万\n"),
        ("<table><tr><td><td>甲<tr><td>乙<td></table>丙", "\t甲\n乙\t\n丙\n"),
        ("<table><tr><td>栏<td><p>甲</p><p>乙</p></table>", "栏\n\n甲\n\n乙\n"),
        ("<table><tr><td>甲<br>乙<tr><td>丙</table>", "甲\n乙\n丙\n"),
        ("<table><tr><td>栏<td><table><tr><td>甲<td>乙</table></table>", "栏\n甲\t乙\n"),
        ("甲<!-- 注 -->乙<?php 丙 ?>丁", "甲乙丁\n"),
        ("<p>甲<p>乙</div></b>丙", "甲\n\n乙丙\n"),
        ("<ruby>城<rp>(</rp><rt>ㄔㄥˊ</rt><rp>)</rp></ruby>言", "城言\n"),
        ("甲\0乙", "甲乙\n"),
        ("下载 打印 字号 分享<h1>甲</h1>", "下载 打印 字号 分享\n\n甲\n"),
    ],
)
def test_layout(body, text):
    assert text_of(body) == text


@pytest.mark.parametrize(
    "machinery",
    [
        "<script>document.write('脚本')</script>",
        "<style>.x:after{content:'样式'}</style>",
        "<template>模板</template>",
        "<noscript>请打开脚本</noscript>",
        "<iframe src='file:///etc/passwd'>框</iframe>",
        "<object data='x'>对象</object>",
        "<svg><text>图</text></svg>",
        "<select><option>选</option></select><textarea>填</textarea><button>按</button>",
        "<input value='值'><img src=x onerror='alert(1)' alt='图'>",
    ],
)
def test_machinery_is_dropped(machinery):
    extract = read(f"<body>甲{machinery}乙</body>")
    assert han_only(extract.text) == "甲乙"
    assert extract.doubts == ()


def test_what_stands_beside_the_text_is_counted():
    page = (
        "<nav>首页</nav><p>甲</p><aside>推荐</aside><p hidden>藏</p>"
        "<p style='color:red; DISPLAY : none'>隐</p>乙<footer>主办单位</footer>"
    )
    extract = read(page)
    assert extract.text == "甲\n\n乙\n"
    [doubt] = extract.doubts
    assert (doubt.code, doubt.place) == ("left-out", "a.html")
    assert doubt.message.endswith("nav (2), footer (4), aside (2), hidden elements (2)")


def test_titles():
    assert read(html(head="<title> 报告\n 全文 </title>")).metadata == {"title": "报告 全文"}
    head = "<title>某市政府网</title><meta name='ArticleTitle' content='工作报告'>"
    assert read(html(head=head)).metadata == {"title": "工作报告"}
    assert read(html()).metadata == {}


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "utf-8", "big5", "iso-8859-1", "nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_what_a_page_says_of_its_encoding_is_held_against_its_bytes(declared, encoding):
    page = html(head=f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">')
    assert read(page, encoding).text == "\n\n".join(TEXT) + "\n"


def test_xhtml_with_a_declaration():
    page = '<?xml version="1.0" encoding="gb2312"?>' + html()
    assert read(page, "gb2312").text == "\n\n".join(TEXT) + "\n"


def test_entities_of_its_own_are_inert():
    page = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "哈哈哈">]>'
        "<html><body>甲&x;乙&y;</body></html>"
    )
    text = read(page).text
    assert "root:" not in text
    assert "哈哈哈哈" not in text


@pytest.mark.parametrize("element", ["<div>", "<b>", "<table><tr><td>", "<ul><li>"])
def test_a_hundred_thousand_elements_in_one_another(element):
    with pytest.raises(TextError) as error:
        text_of(element * 100_000 + "甲")
    assert error.value.code == "unsafe-file"


def test_a_page_without_anything_and_a_page_too_large():
    for page in ("", "   ", "<!-- x -->"):
        found = outcome(read, page)
        assert found == "empty-text" or not found.text
    with pytest.raises(TextError) as error:
        read_html(html().encode(), "a", Limits(unpacked=100))
    assert error.value.code == "too-large"


PARAGRAPHS = st.lists(
    st.text(st.sampled_from("市发展一二（）。，：“”<>&'\" \t　abc1"), min_size=1), min_size=1
)


@given(PARAGRAPHS, st.sampled_from(["p", "div", "td", "li", "span", "h2"]))
def test_nothing_is_lost(paragraphs, tag):
    page = html(paragraphs).replace("<p>", f"<{tag}>").replace("</p>", f"</{tag}>")
    if tag == "td":
        page = page.replace("<body>", "<table><tr>").replace("</body>", "</table>")
    assert han_only(read(page).text) == han_only("".join(paragraphs))
