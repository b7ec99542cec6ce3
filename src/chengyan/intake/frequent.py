"""The commonest Han characters, by which a wrong encoding is told from the right one.

的 and the 400 first by the word frequencies of jieba's dictionary; the traditional forms where they
differ are those of OpenCC (s2t). They make up about two thirds of any modern text.
"""

SIMPLIFIED = (
    "的一是人了不在有大中国和为这上他个地年来我会以到时要出的生学说道民家子也成行下们于后就发自之对得主长"
    "可过天作分方用多你着部能市等业全里工公经本都而高政法面门动日进区事代那去心小同北定开产前其军还然起种"
    "所如现理机体表力好外与文当两实重新三么只山水关明从化平建又制南内西没此将员名手最东头者月间无安看见各"
    "城十相但已些正口通想度加第她合院物性战由位常点海意场武使次二向治因立数样身情入原问把路被并利石老教万"
    "知级量任江及应省资委务元美特期世湖回系比气汉总展电科金先声提品设或义王社很统处四首共马形己儿司太目基"
    "领队直计别女权话少流命至报米给打变果书清活几州华解议更称程今决张导术府才保交放管结师便走达族反再题色"
    "五京河接条规式县白它改风光运信受什组听布百济党指论强做取技黄神选记斯真却职号界件花类何眼兵传带空干农"
    "边据集联古广完质阳难增历史专官每住商即步认车台林必死游举线言皇土团收考求德叫近备研争非具李众连调感转"
    "笑"
)
TRADITIONAL = (
    "國爲為這來個會時學說們於後發對長過業裏裡經門動進區開產產軍還種現機體與當兩實麼關從內沒將員東頭間無見"
    "戰點場數樣問並萬級應資務氣漢總電聲設義統處馬兒領隊計別權話報給變書幾華議稱決張導術結師達題條規縣風運"
    "組聽濟黨論強黃選記卻職號類傳帶幹農邊據聯廣質陽難歷專認車臺遊舉線團備爭衆眾連調轉着著"
)
FREQUENT = frozenset(SIMPLIFIED + TRADITIONAL)
