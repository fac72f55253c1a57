"""Institutions as digests print them: which term a name means, and that no other is ever suggested."""

from __future__ import annotations

from handbook.importing.institutions import same_institution
from handbook.library.library import Library

NAMES = {
    **dict.fromkeys(("清华大学", "清华", "THU", "Tsinghua", "清华大学计算机系", "清华大学智能产业研究院"), "tsinghua"),
    **dict.fromkeys(("浙江大学", "浙大", "ZJU", "浙江大学计算机学院"), "zju"),
    **dict.fromkeys(("哈工大", "哈尔滨工业大学", "HIT"), "hit"),
    **dict.fromkeys(("北航", "北京航空航天大学"), "beihang"),
    **dict.fromkeys(("中山大学", "Sun Yat-sen University"), "sysu"),
    **dict.fromkeys(("智源", "BAAI", "北京智源人工智能研究院"), "baai"),
    **dict.fromkeys(("阿里", "阿里巴巴", "阿里巴巴集团", "达摩院", "阿里巴巴达摩院", "Alibaba Group"), "alibaba"),
    **dict.fromkeys(("谷歌", "Google", "Google Research", "谷歌研究院", "谷歌公司"), "google"),
    **dict.fromkeys(("Meta", "Meta AI", "Facebook", "FAIR", "脸书", "Meta AI Research"), "meta"),
    **dict.fromkeys(("亚马逊", "Amazon", "AWS AI Labs"), "amazon"),
    **dict.fromkeys(("CMU", "卡内基梅隆大学", "美国卡内基梅隆大学", "Carnegie Mellon University"), "cmu"),
    **dict.fromkeys(("华盛顿大学", "UW", "University of Washington", "美国华盛顿大学"), "uw"),
    **dict.fromkeys(("UIUC", "伊利诺伊大学香槟分校"), "uiuc"),
    **dict.fromkeys(("普林斯顿大学", "Princeton", "普林斯顿"), "princeton"),
    **dict.fromkeys(("哈佛大学", "Harvard University"), "harvard"),
    **dict.fromkeys(("牛津大学", "英国牛津大学", "Univ. of Oxford"), "oxford"),
    **dict.fromkeys(("南洋理工大学", "新加坡南洋理工大学", "NTU"), "ntu-singapore"),
    **dict.fromkeys(("苏黎世联邦理工学院", "ETH Zurich"), "eth-zurich"),
    **dict.fromkeys(("早稻田大学", "日本早稻田大学"), "waseda"),
    "美团": "meituan",
    **dict.fromkeys(("浙江大学计算机科学与技术学院", "浙江大学工学院", "浙江大学医学院", "浙江大学控制科学与工程学院"), "zju"),
    "IDEA": "idea",
    "西北大学（美国）": "northwestern",
    **dict.fromkeys(
        (
            *("北京大学", "北大", "上海交通大学", "上海人工智能实验室", "复旦大学", "南京大学", "中国科学技术大学", "中科院"),
            *(
                "中国科学院自动化研究所",
                "中国人民大学",
                "北京邮电大学",
                "北京理工大学",
                "华中科技大学",
                "西安交通大学",
                "武汉大学",
            ),
            *("香港大学", "香港中文大学", "香港科技大学", "香港理工大学", "台湾大学", "清华大学深圳医院", "浙江工业大学"),
            *(
                "微软",
                "微软亚洲研究院",
                "Microsoft Research",
                "OpenAI",
                "DeepMind",
                "英伟达",
                "腾讯",
                "腾讯 AI Lab",
                "百度",
                "华为",
            ),
            *(
                "微软亚洲研究院",
                "华为诺亚方舟实验室",
                "字节跳动",
                "斯坦福大学",
                "麻省理工学院",
                "MIT",
                "加州大学伯克利分校",
                "UC Berkeley",
            ),
            *("浙江大学城市学院", "浙江大学宁波理工学院", "中山大学新华学院", "北京航空航天大学北海学院", "Google DeepMind"),
            *("加州大学洛杉矶分校", "纽约大学", "哥伦比亚大学", "康奈尔大学", "华盛顿大学圣路易斯分校", "宾夕法尼亚州立大学"),
            *("新加坡国立大学", "剑桥大学", "爱丁堡大学", "东京大学", "多伦多大学", "蒙特利尔大学", "湖北大学", "西北大学"),
        ),
        "",
    ),
}
"""Names that digests print, with the ids of the terms that they mean; empty: the vocabulary has no such term."""


def test_common_names_are_matched_and_no_other_institution_is_suggested(handbook: Library) -> None:
    vocabulary = handbook.vocabulary
    wrong, missed = {}, []
    for name, expected in NAMES.items():
        term = vocabulary.recognise("institution", name) or same_institution(name, vocabulary)
        if term is not None and term.id != expected:
            wrong[name] = term.id
        elif term is None and expected:
            missed.append(name)
    assert wrong == {}
    assert missed == []
    assert len(NAMES) >= 88
