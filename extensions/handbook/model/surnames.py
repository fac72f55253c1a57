"""Chinese family names, in simplified and traditional characters: which part of a name of Han characters is which."""

from __future__ import annotations

import re

_SINGLE = """
王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董袁潘于蔡蒋蔣余杜叶葉程
苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾鐘谭譚陆陸汪范範金石廖贾賈夏韦韋付傅方白邹鄒孟熊秦邱丘江尹薛闫閆阎閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔
邵万萬钱錢严嚴覃武戴莫孔向汤湯常温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧
尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂塗成苗谷盛曲翁冉骆駱蓝藍路游辛靳欧管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉
缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党黨宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師仇栾欒隋商刁沙荣榮巫寇
桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺官封谈談匡鞠惠荆荊乐樂冀郁胥南班储儲原栗燕楚鄢劳勞谌諶奚皮粟冼蔺藺楼樓盘盤满滿闻聞厉厲伊仝
区區郜海阚闞花权權强強帅帥屠豆朴盖蓋练練廉禹井祖漆巴丰豐支卿国國狄平计計索宣晋晉相初门門云雲容敬来來扈晁芮都普阙闕浦戈伏鹿薄邸雍辜
羊阿乌烏母裘亓修邰赫杭况況那宿鲜鮮印逯隆茹诺諾战戰慕危玉银銀亢嵇公哈湛宾賓戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴陰昝智幸奉植衡富
尧堯闭閉由
"""
_DOUBLE = """
诸葛 諸葛 欧阳 歐陽 司马 司馬 上官 端木 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 宇文 长孫 长孙 長孫 司徒 司空 夏侯
东方 東方 南宫 南宮 独孤 獨孤 澹台 澹臺 轩辕 軒轅 呼延 闻人 聞人 钟离 鍾離 百里 赫连 赫連 淳于 单于 單于 太史
申屠 仲孙 仲孫 濮阳 濮陽 公冶 宗政 鲜于 鮮于 拓跋 西门 西門 公羊 完颜 完顏 万俟 萬俟 东郭 東郭 南门 南門 左丘
梁丘 纳兰 納蘭 第五 即墨 达奚 達奚 褚师 褚師 陈黄 范姜 張簡 张简 欧陽 爱新觉罗
"""
SINGLE = frozenset("".join(_SINGLE.split()))
DOUBLE = frozenset(_DOUBLE.split())
_EAST_ASIAN = re.compile(
    r"[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\u1100-\u11ff\uf900-\ufaff\uff66-\uff9f"
    r"\U00020000-\U0003ffff]+"
)
_MAX_NAME = 4
"""Characters of a full Chinese name."""


def is_east_asian(text: str) -> bool:
    """Tell whether *text* has Han characters, kana and hangul only, whose names have no space between their parts."""
    return _EAST_ASIAN.fullmatch(text) is not None


def has_east_asian(text: str) -> bool:
    """Tell whether *text* has a Han character, kana or hangul."""
    return _EAST_ASIAN.search(text) is not None


def is_surname(text: str) -> bool:
    """Tell whether *text* is a Chinese family name."""
    return text in SINGLE or text in DOUBLE


def is_full_name(text: str) -> bool:
    """Tell whether *text* may be the whole name of a Chinese person: a family name, and one or two characters after it."""
    family = 2 if text[:2] in DOUBLE else 1
    return 2 <= len(text) <= _MAX_NAME and is_surname(text[:family]) and 1 <= len(text) - family <= 2 and is_east_asian(text)
