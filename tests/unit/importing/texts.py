"""Fabricated issues in the form in which people paste them."""

from __future__ import annotations

WECHAT = """《预训练周刊》第九十七期：示例周刊：小模型与大数据

原创 智源社区
2023-02-07 18:30 发表于北京
收录于合集 #周刊 12个
图片
关于周刊

本期周刊，我们编造了三个条目，用来检验从微信粘贴的文字能不能读对；它们都不存在。（本期贡献者：张三、李四）

论文推荐

【NLP研究】

标题：虚构大学、示例研究院等｜Small Models, Big Data: A Survey（小模型与大数据：综述）了解详情

作者：Jane Doe，John van der Roe 等

简介：这是一段编造的简介，第一自然段。它讲了三件事：（1）一；（2）二。

第二自然段也属于这份简介，写得同样随意。

论文下载：https://arxiv.org/pdf/2301.01234v3.pdf

代码地址：https://github.com/example/small

标题：示例研究院 丨 A Title That Is Broken
Over Two Lines: Part One
（断成两行的题目）

作者：王五，赵六

简介：简介。

链接：https://aclanthology.org/2022.acl-long.999/

资源

标题：虚构大学｜示例数据集发布了解详情

简介：一个数据集，介绍得很短。

链接：www.example.org/data

预览时标签不可点
微信扫一扫
关注该公众号
点赞 12
在看
阅读原文
"""

CSDN = """预训练周刊第98期:没有栏目的一期

No.98

0123456789abcdef0123456789abcdef.png

标题:Just an English Title with Words Enough

作者:Ann Example, Bob Sample, et al.

简介:没有机构,也没有中文题目。

论文地址:10.1234/abc.2022.5

标题:示例公司|只有中文题目的一条

简介:没有作者。

论文链接:
https://example.org/a_b/index.html

看不懂的一行

  • 0
    点赞
  • 0
    收藏
“相关推荐”对你有帮助么?
  • 非常没帮助
成就一亿技术人!
某某博主
余额充值"""

COMMUNITY = """![](https://img.example.org/1.png)
# 《预训练周刊》第 99 期

浏览 1024

**研究动态**

1. 虚构大学 | An Unlabelled Title for Once（这次没有“标题”两个字）
作者：Ann Example
简介：没有标签的题目。
链接：arxiv.org/abs/2302.00001

观点

标题: 某某：模型该小还是该大
简介: 一家之言。

活动预告

标题：示例研究院资深研究员钱七丨怎样编造例子 了解详情
时间：2月30日（周三）19:00-20:00
简介：线上报告。
报名链接：https://example.org/join

来源：社区
上一篇 2023年1月1日
"""
