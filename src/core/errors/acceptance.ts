// Refusals about acceptance and public notices. The mechanism is in ../errors.ts.

import type { ErrorEntry } from './entry.ts';

const checkErrors = {
  'acceptance.rule-missing': {
    status: 409,
    zh: '实施方案的 acceptance.yaml 没有“{section}”一节，这一步无从办理。',
    en: 'acceptance.yaml of the programme has no section {section}, which this step needs.',
    next: {
      zh: '请在方案文件夹中补上这一节，重新启动后再办。',
      en: 'Add the section to the programme folder and start again.',
    },
  },
  'acceptance.points-differ': {
    status: 422,
    zh: '检查项目与方案要求的不符：{points}。',
    en: 'The points checked are not those of the programme: {points}.',
    next: { zh: '请刷新检查表，逐项填写。', en: 'Reload the form and fill in every point.' },
  },
  'acceptance.unmeasured': {
    status: 422,
    zh: '没有填室温或室外温度，看不出是否达到供暖效果。',
    en: 'Room or outdoor temperature is missing: nobody can tell whether the house is warm.',
    next: { zh: '请实测后填写两个温度。', en: 'Measure both and enter them.' },
  },
  'acceptance.order-missing': {
    status: 422,
    zh: '有检查项目不合格，或室温低于 {warm}，但没有写整改要求和期限。',
    en: 'A point is not in order, or the room is below {warm}, but nothing is ordered.',
    next: {
      zh: '请写明整改什么、哪天之前完成。',
      en: 'Write what has to be put right, and by which day.',
    },
  },
  'acceptance.due-too-early': {
    status: 422,
    zh: '整改期限 {due} 早于下达的 {day}。',
    en: 'The works are due on {due}, before {day}, the day of the order.',
    next: { zh: '请改期限。', en: 'Choose a later day.' },
  },
  'acceptance.own-work': {
    status: 403,
    zh: '您所在单位是该户的施工企业，或该户的自检由您登记，不能自己验收自己。',
    en: 'You built this house or recorded its self-check: nobody accepts their own work.',
    next: { zh: '请由其他人员检查。', en: 'Let somebody else check it.' },
  },
  'acceptance.same-person': {
    status: 403,
    zh: '该户的初验由您完成，抽验须由他人进行。',
    en: "You made the town's check of this house; another person makes the joint check.",
    next: { zh: '请由其他验收人员检查。', en: 'Let another inspector check it.' },
  },
  'acceptance.not-drawn': {
    status: 409,
    zh: '该户没有被抽中，或所在批次已在会签、已办结。',
    en: 'The house was not drawn, or its lot is being signed or concluded.',
    next: { zh: '请按抽样名单检查。', en: 'Check the houses on the drawn list.' },
  },
  'acceptance.not-town-checked': {
    status: 409,
    zh: '该户自检以后还没有通过乡镇初验。',
    en: 'Since its self-check the house has not passed the check of the town.',
    next: { zh: '请先由乡镇初验。', en: 'Let the town check it first.' },
  },
} as const satisfies Record<string, ErrorEntry>;

const lotErrors = {
  'acceptance.lot-not-found': {
    status: 404,
    zh: '没有这个验收批次。',
    en: 'There is no such lot.',
    next: { zh: '请从批次列表中选择。', en: 'Choose one of the list.' },
  },
  'sample.nothing': {
    status: 409,
    zh: '这个范围里没有待验收的农户：都还没有自检，或已在其他批次中。',
    en: 'No house here waits for acceptance: none is self-checked, or all are in other lots.',
    next: { zh: '请核对乡镇、村、年度和改造类别。', en: 'Look at town, villages, year and works.' },
  },
  'sample.town-check-missing': {
    status: 409,
    zh: '还有 {missing} 户没有初验（共 {total} 户），须逐户初验完才能抽样。',
    en: '{missing} of {total} houses are not checked by the town yet; all must be before a draw.',
    next: { zh: '请先完成初验。', en: 'Finish the checks of the town first.' },
  },
  'sample.other-town': {
    status: 422,
    zh: '村 {village} 不属于这个乡镇。',
    en: 'The village {village} is not in this town.',
    next: { zh: '一个批次只能在一个乡镇之内。', en: 'A lot lies within one town.' },
  },
  'sample.no-enlargement': {
    status: 409,
    zh: '没有需要扩大抽样的分层：要么没有不合格，要么已全部抽到。',
    en: 'No stratum calls for a larger sample: none failed, or all are drawn.',
    next: {
      zh: '可以由牵头部门签字提交报告。',
      en: 'The organising department may sign the report.',
    },
  },
  'acceptance.sample-unchecked': {
    status: 409,
    zh: '抽中的农户还有 {count} 户没有检查。',
    en: '{count} of the drawn houses are not checked yet.',
    next: { zh: '请先检查完。', en: 'Check them first.' },
  },
  'acceptance.enlarge-needed': {
    status: 409,
    zh: '有 {count} 个分层抽到不合格户，须先扩大抽样。',
    en: 'Houses failed in {count} strata: a larger sample has to be drawn there first.',
    next: { zh: '请办理扩大抽样。', en: 'Draw the larger sample.' },
  },
  'acceptance.nothing-to-accept': {
    status: 409,
    zh: '这个批次没有可以通过的农户。',
    en: 'No house of this lot can be accepted.',
    next: { zh: '请待整改、自检、初验后再办。', en: 'Wait until they are put right and checked.' },
  },
  'acceptance.not-a-department': {
    status: 403,
    zh: '您所在单位不是本批次的验收部门（{departmentsZh}）。',
    en: 'Your organisation is none of the departments of this lot ({departmentsEn}).',
    next: {
      zh: '由各部门自己的人员签字；单位名称对不上的，请办公室先指定部门对应的单位。',
      en: 'People of the departments sign; the office may name the organisation of each.',
    },
  },
  'acceptance.organiser-first': {
    status: 409,
    zh: '牵头部门（{departmentZh}）还没有提交报告。',
    en: 'The organising department ({departmentEn}) has not signed the report yet.',
    next: { zh: '请待牵头部门签字后再会签。', en: 'Sign after it has.' },
  },
  'acceptance.signed-already': {
    status: 409,
    zh: '您或您所在部门已经签过字。',
    en: 'You or your department have signed already.',
    next: { zh: '不用再签；一人不能代两个部门签字。', en: 'Nobody signs twice or for two.' },
  },
  'acceptance.signatures-missing': {
    status: 409,
    zh: '还缺签字：{departmentsZh}。',
    en: 'Signatures are missing: {departmentsEn}.',
    next: { zh: '请催办会签。', en: 'Ask these departments to sign.' },
  },
  'acceptance.unknown-department': {
    status: 422,
    zh: '方案里没有单位“{department}”。',
    en: 'The programme has no unit {department}.',
    next: { zh: '请从方案的单位中选择。', en: 'Choose a unit of the programme.' },
  },
  'acceptance.organisation-taken': {
    status: 409,
    zh: '这个单位已经对应另一个部门，一个单位不能代两个部门签字。',
    en: 'The organisation is another department already; it cannot sign for two.',
    next: {
      zh: '请先改另一个部门对应的单位。',
      en: 'Name another organisation for that one first.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;

const noticeErrors = {
  'notice.not-found': {
    status: 404,
    zh: '没有这期公示。',
    en: 'There is no such notice.',
    next: { zh: '请从公示列表中选择。', en: 'Choose one of the list.' },
  },
  'notice.nothing': {
    status: 409,
    zh: '这个村没有已验收待公示的农户。',
    en: 'No accepted house of this village waits to be published.',
    next: { zh: '请核对村和改造类别。', en: 'Look at the village and the works.' },
  },
  'notice.not-listed': {
    status: 422,
    zh: '该户不在这期公示名单上。',
    en: 'The house is not on the list of this notice.',
    next: { zh: '对整个名单的异议不用选户。', en: 'For the list as a whole leave the house out.' },
  },
  'notice.same-person': {
    status: 403,
    zh: '异议由您登记，须由他人答复。',
    en: 'You recorded the objection; another person answers it.',
    next: { zh: '请由其他经办人答复。', en: 'Let another clerk answer it.' },
  },
  'notice.remedy-missing': {
    status: 422,
    zh: '异议成立的，要写明怎样处理；退回整改的，还要有农户、整改要求和期限。',
    en: 'An upheld objection needs its remedy; putting right needs a house, what, and by when.',
    next: { zh: '请补填处理方式。', en: 'Add the remedy.' },
  },
  'notice.case-gone-on': {
    status: 409,
    zh: '该户已经不在公示状态，不能从这里退回整改。',
    en: 'The house is no longer published and cannot be sent back from here.',
    next: { zh: '请刷新后核对该户情况。', en: 'Reload and look at the household.' },
  },
  'notice.settled-already': {
    status: 409,
    zh: '这条异议已经处理完毕。',
    en: 'The objection is settled already.',
    next: { zh: '不用再办。', en: 'Nothing is left to do.' },
  },
  'notice.not-over': {
    status: 409,
    zh: '公示到 {endsOn} 为止，次日起才能结束。',
    en: 'The notice hangs out until {endsOn} and may be closed from the day after.',
    next: { zh: '请待公示期满。', en: 'Wait until it is over.' },
  },
  'notice.objections-open': {
    status: 409,
    zh: '还有 {count} 条异议没有办结。',
    en: '{count} objections are not settled yet.',
    next: { zh: '请先答复、处理完异议。', en: 'Answer and settle them first.' },
  },
  'notice.photo-missing': {
    status: 422,
    zh: '没有这个村的公示栏照片。',
    en: 'There is no photo of the board of this village.',
    next: {
      zh: '请拍照上传，资料类型选“公示栏照片”，再办。',
      en: 'Add a photo of the kind "notice board" for the village, then try again.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;

export const acceptanceErrors = { ...checkErrors, ...lotErrors, ...noticeErrors } as const;
