"""What a report says under each indicator whose points do not rest on figures: requirements and whether they are met."""

from __future__ import annotations

from made_hand import Hand, mark
from made_world import World


def budget_reasonableness(w: World, h: Hand) -> str:
    field, topic = w.trade.field, "reasonable"
    head = h.say(
        topic,
        f"预算编制和分配符合{field}部门职责，体现了县委、县政府的工作部署，得1分；",
        f"本局预算与{field}部门职能相适应，得1分；",
        f"部门预算符合单位职责，落实了全县{field}工作的要求，得1分；",
    )
    shared = h.say(
        topic,
        "资金能根据年度工作重点在各项目之间合理分配，得1分；",
        "按照年度工作重点统筹安排各类资金，得1分；",
        "围绕全年重点工作合理安排项目经费，得1分；",
    )
    detailed = h.say(
        topic,
        "专项资金编制细化到具体用途，安排合理，得1分；",
        "专项资金预算编制细化程度合理，得1分；",
        "专项经费预算细化到位，得1分；",
    )
    steady = h.say(
        topic,
        "年中没有大量调剂，得1分；",
        "各科目编列准确，年度中间无大量调剂，得1分；",
        "功能分类准确，年中未发生大额调剂，得1分；",
    )
    moved = h.say(
        topic,
        "因年中追加任务，年度中间发生大量调剂，此项不计分；",
        "受新增任务影响，年中存在大规模调剂，这一要求未达到，扣1分；",
        "年中有较多预算调剂，这一要求未达到，扣1分；",
    )
    loose = h.say(
        topic,
        "预算分配不固化，得1分。",
        "预算安排不固化，能随任务变化增减，得1分。",
        "项目预算每年重新论证，预算不存在固化现象，得1分。",
    )
    return head + shared + detailed + mark("reasonable.steady", moved if w.large_change else steady) + loose


def budget_compliance(w: World, h: Hand) -> str:
    return h.say(
        "compliance",
        "预算编制符合县财政局当年度的编制原则，专项资金和项目库管理合规，未发现违规情形。",
        "严格按照财政部门规定的原则和要求编制部门预算，没有发现违规问题。",
        "本局预算编制遵循当年度编制通知的各项要求，项目均从项目库中选取。",
        "部门预算编制按照财政部门印发的规定进行，程序完备。",
    )


def budget_planning(w: World, h: Hand) -> str:
    rules = h.say(
        "planning",
        "预算编制遵循财政部门制定的各项原则，得2分；",
        "编制预算符合财政部门的原则和要求，并与行业规划衔接，得2分；",
        "按照财政部门的要求编制年度预算，得2分；",
    )
    library = h.say(
        "planning",
        "项目先入库、后安排，项目库管理符合要求，得1分；",
        "按照要求建立项目库，储备项目及时更新，得1分；",
        "遵守项目库管理规定，入库项目均经评审，得1分；",
    )
    detail = h.say(
        "planning",
        "项目支出已细化到具体用款单位，得1分。",
        "项目支出全部细化到股室，得1分。",
        "项目支出均细化到实施单位和具体项目，得1分。",
    )
    return rules + library + detail


def budget_soundness(w: World, h: Hand) -> str:
    first = h.say(
        "soundness",
        "优先保障上级重大决策部署和县委、县政府重点工作所需资金，不留缺口；",
        f"编制时优先安排{w.trade.programmes[0]}等重点项目的资金；",
        "优先落实重要政策和民生支出，资金有保障；",
    )
    own = h.say(
        "soundness",
        "新增支出优先在部门内统筹解决。",
        "年中新增的支出，先由部门存量资金统筹。",
        "优先从单位现有资金中统筹安排新增事项。",
    )
    return first + own


def target_reasonableness(w: World, h: Hand) -> str:
    return h.say(
        "reasons",
        "整体绩效目标依据充分，得1分；符合本县客观实际，得1分；与部门职责相符，得1分；与年度工作任务一致，得1分。",
        "目标编制的依据较为充分，得1分；符合工作实际，得1分；同单位履职相匹配，得1分；同年度工作计划相对应，得1分。",
        f"目标申报依据充分，符合全县{w.trade.field}工作实际，与本局职能相适应，也与全年任务相匹配，四项要求各得1分。",
    )


def target_clarity(w: World, h: Hand) -> str:
    return h.say(
        "clarity",
        "整体目标已分解为具体工作任务，得1分；设有社会效益指标，得1分；指标值清晰可衡量，得1分；主要指标能够量化，得1分。",
        "绩效目标细化成年度任务，得1分；反映了工作的社会效益，得1分；指标值明确，得1分；各项指标均已量化，得1分。",
        "目标逐层分解成工作任务，体现社会和经济效益，指标值清晰、可考核，且均可量化，四项要求各得1分。",
    )


def financial_compliance(w: World, h: Hand) -> str:
    paid = h.say(
        "finance",
        "预算调整履行了报批手续，资金按进度支付，得1分；",
        "资金调整均已报批，并按照工程进度拨付款项，得1分；",
        "预算调整程序规范，款项依照合同进度支付，得1分；",
    )
    late = h.say(
        "finance",
        "有一笔工程款未按进度支付，这一要求未达到，扣1分；",
        "个别款项没有按合同进度拨付，这一要求未达到，扣1分；",
    )
    rest = h.say(
        "finance",
        "各项支出合规，得1分；会计核算规范，得1分；重大支出经集体研究、先论证后实施，得1分。",
        "支出符合财务规定，得1分；账务处理规范，得1分；大额开支均履行集体决策程序，得1分。",
        "支出合法合规，得1分；核算规范、凭证齐全，得1分；重大事项经过论证，得1分。",
    )
    return (late if w.paid_late else paid) + rest


def disclosure(w: World, h: Hand) -> str:
    return h.say(
        "disclosure",
        "本局在县政府网站按时公开了部门预算和部门决算，并公开了上一年度绩效评价结果。",
        "部门预算、部门决算均在规定时间内公开，绩效自评结果同步向社会公开。",
        "预决算信息已按要求公开，绩效评价结果也已在门户网站公示。",
        "按规定公示了部门预算、部门决算以及绩效自评结果。",
    )


def project_procedure(w: World, h: Hand) -> str:
    return h.say(
        "procedure",
        "项目设立和调整均履行报批程序，得1分；招投标、施工、验收均按照相关制度执行，得1分。",
        "项目立项经过集体审批，得1分；项目采购、实施和验收严格执行有关规定，得1分。",
        "项目调整按规定办理审批手续，得1分；招标、建设、验收各环节遵守项目管理制度，得1分。",
    )


def project_supervision(w: World, h: Hand) -> str:
    return h.say(
        "supervision",
        "建立了项目管理机制，分工明确、运行有效，得2分；对专项资金开展了日常检查，发现问题督促整改，得3分。",
        "健全项目管理制度并有效执行，得2分；对主管资金实施全过程监控，得3分。",
        "制定了项目管理办法，按月调度，得2分；组织专项资金检查并督促整改到位，得3分。",
    )


def asset_allocation(w: World, h: Hand) -> str:
    return h.say(
        "allocation",
        "办公用房和办公设备的配置符合规定标准。",
        "资产配置严格按标准执行，没有超标准配置的情况。",
        "办公设备均在规定标准以内配置，未发现超标准。",
    )


def asset_inventory(w: World, h: Hand) -> str:
    return h.say(
        "inventory",
        "年末开展了固定资产盘点，得1分；资产台账与财务账相符，得1分。",
        "每年组织一次资产清查，得1分；账实一致，得1分。",
        "年底前完成资产盘点工作，得1分；台账与实物、与财务账核对一致，得1分。",
    )


def management_rules(w: World, h: Hand) -> str:
    short, year = w.trade.field[:1], w.year
    return h.say(
        "rules",
        f"本局印发了《财务管理制度》（{short}发〔{year - 1}〕12号）、《固定资产管理制度》（{short}发〔{year - 1}〕13号）、《政府采购管理办法》（{short}发〔{year}〕6号）和《内部控制制度》（{short}发〔{year}〕7号），执行情况良好。",
        f"印发《内部管理制度汇编》（{short}办〔{year - 1}〕21号），涵盖财务、资产、采购、内部控制四个方面。",
        f"先后制定财务管理办法（{short}财〔{year - 2}〕3号）、资产管理办法（{short}财〔{year - 2}〕4号）、采购管理办法（{short}财〔{year - 1}〕2号）和内部控制规程（{short}财〔{year - 1}〕5号）。",
    )


def petition_handling(w: World, h: Hand) -> str:
    letters, visits, online = w.petitions
    total = h.count(sum(w.petitions), "件")
    return h.say(
        "petition",
        "设立了意见箱和服务热线，信访渠道畅通。全年共收到群众来信来访{total}，其中来信{a}、来访{b}、网上留言{c}，均已按期答复。",
        "开通电话、网络等反映渠道。全年受理信访事项{total}，其中书信{a}、走访{b}、网上{c}，全部按时办结回复。",
        "公布了投诉电话，设置来访接待窗口。当年登记信访{total}（来信{a}、来访{b}、网络{c}），及时予以回复。",
        total=total,
        a=h.count(letters, "件"),
        b=h.count(visits, "件"),
        c=h.count(online, "件"),
    )
