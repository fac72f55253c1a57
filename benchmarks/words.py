"""The words of the generated handbook: real ones, so that lengths, characters and repetition are those of real text."""

from __future__ import annotations

SUBJECTS = "作者 本文 论文 研究者 这项工作 实验 该方法 模型 团队 这篇论文".split()
VERBS = "提出 分析 比较 改进 设计 验证 讨论 训练 评估 构建 引入 说明 回顾 采用 优化".split()
ADJECTIVES = "简单 高效 统一 稳健 可扩展 轻量 通用 新颖 细粒度 大规模 端到端 可解释 低成本 多模态 跨语言".split()
NOUNS = (
    "预训练 语言模型 注意力 机制 编码器 解码器 表示 语料 数据集 下游任务 微调 提示 上下文 推理 生成 翻译 摘要 分类 检索 问答 对话 "
    "图像 视频 语音 蛋白质 基因 分子 代码 知识图谱 文档 段落 词表 参数 梯度 损失函数 对比学习 掩码 蒸馏 剪枝 量化 并行 显存 算力 "
    "鲁棒性 泛化能力 零样本 小样本 多任务 领域 指标 基准 准确率 误差 噪声 扰动 对齐 反馈 奖励 策略 规划 检测 分割 跟踪 定位 深度"
).split()
ENDINGS = (
    "在多个基准上取得更好的结果",
    "所需的算力明显减少",
    "在数据较少时优势更大",
    "并给出了详细的消融实验",
    "为后续研究留下了空间",
    "效果与更大的模型相当",
)
ENGLISH = (
    "Learning Scaling Understanding Rethinking Improving Efficient Robust Unified Sparse Dense Masked Contrastive Generative Prompted "
    "Multilingual Multimodal Language Vision Speech Protein Graph Document Models Transformers Representations Pretraining Adaptation "
    "Reasoning Alignment Retrieval Generation Evaluation Distillation Compression Attention Memory Knowledge Supervision Instructions"
).split()
FAMILIES = (
    "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Luo Gao Smith Johnson Müller García Kim Park Lee "
    "Nguyen Tanaka Suzuki Rossi Dubois Novák Kowalski Ivanov Silva Santos Andersson Jansen O'Brien Pérez Dollár"
).split()
GIVENS = (
    "Wei Min Jing Li Yan Hao Yu Xin Jun Ying Anna Maria John David Laura Peter Sara Daniel Elena Ivan Hiroshi Yuki Sofia Lucas Emma "
    "Noah Olivia Felix Clara Jan Eva Mateo Linh Minh Jisoo Haruto Chloé José Zoë Lars"
).split()
VENUES = (
    ("inproceedings", "ACL"),
    ("inproceedings", "EMNLP"),
    ("inproceedings", "NeurIPS"),
    ("inproceedings", "ICML"),
    ("inproceedings", "ICLR"),
    ("inproceedings", "CVPR"),
    ("article", "Nature Machine Intelligence"),
    ("misc", ""),
    ("misc", ""),
)
COUNTRIES = ("CN", "US", "GB", "DE", "FR", "JP", "KR", "CA", "SG", "CH", "NL", "AU")
CITIES = "北京 上海 南京 杭州 武汉 成都 广州 西安 天津 合肥 长沙 厦门 大连 济南 苏州".split()
