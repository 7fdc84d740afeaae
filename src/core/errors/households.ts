// Refusals about households, cases, village groups and targets. The mechanism is in ../errors.ts.

import type { ErrorEntry } from './entry.ts';

const lookAgain = {
  zh: '请刷新后核对该户情况再办理。',
  en: 'Reload, look at the household and try again.',
};

const vaultErrors = {
  'vault.key-unreadable': {
    status: 500,
    zh: '保护个人信息的密钥文件 {path} 无法使用（{reason}）。',
    en: 'The key file {path} that protects personal numbers cannot be used ({reason}).',
    next: {
      zh: '请从备份中恢复该文件，权限设为仅本服务可读（0600），再重新启动。',
      en: 'Restore the file from the backup with mode 0600, then start again.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;

const fieldErrors = {
  'household.bad-id': {
    status: 422,
    zh: '身份证号 {masked} 不对：{faultZh}。',
    en: 'The ID number {masked} is wrong: {faultEn}.',
    next: { zh: '请对照身份证核对号码。', en: 'Compare it with the card.' },
  },
  'household.demo-id': {
    status: 422,
    zh: '号码 {masked} 属于演示数据，正式数据中不能使用。',
    en: 'The number {masked} belongs to demonstration data and has no place here.',
    next: { zh: '请填写真实的证件号码或电话。', en: 'Enter the real number.' },
  },
  'household.real-id': {
    status: 422,
    zh: '演示数据中不能填写真实号码 {masked}。',
    en: 'The number {masked} may be real; demonstration data takes none.',
    next: {
      zh: '演示时请用 640399 开头的证件号码和 1540 开头的电话。',
      en: 'Use ID numbers beginning with 640399 and telephones beginning with 1540.',
    },
  },
  'household.id-taken': {
    status: 409,
    zh: '身份证号 {masked} 已登记在{placeZh}的另一户（{name}）。',
    en: 'The ID number {masked} is in the ledger already, in {placeEn} ({name}).',
    next: {
      zh: '请核对是否重复登记；确属同一户的，办理合并。',
      en: 'See whether it is the same household; if so, merge the two.',
    },
  },
  'household.unknown-project': {
    status: 422,
    zh: '实施方案里没有项目“{project}”。',
    en: 'The programme has no project {project}.',
    next: { zh: '请从方案的项目中选择。', en: 'Choose one of the programme.' },
  },
  'household.unknown-method': {
    status: 422,
    zh: '实施方案里没有取暖方式“{method}”。',
    en: 'The programme has no heating method {method}.',
    next: { zh: '请从方案的取暖方式中选择。', en: 'Choose one of the programme.' },
  },
} as const satisfies Record<string, ErrorEntry>;

const stateErrors = {
  'household.bound': {
    status: 409,
    zh: '该户已有改造事项获得核准，信息不能直接修改。',
    en: 'Works of this household are approved; its facts can no longer be changed directly.',
    next: {
      zh: '请提交变更申请，由另一人审核。',
      en: 'Ask for a change; another person decides on it.',
    },
  },
  'household.not-bound': {
    status: 409,
    zh: '该户还没有改造事项获得核准，不需要变更申请。',
    en: 'Nothing of this household is approved yet, so no change request is needed.',
    next: { zh: '请直接更正。', en: 'Correct it directly.' },
  },
  'household.works-taken': {
    status: 409,
    zh: '该户已有一项在办的同类改造。',
    en: 'The household has a live case of these works already.',
    next: {
      zh: '每户同类改造只能办一次，请查看在办事项。',
      en: 'See that case: one is the limit.',
    },
  },
  'household.same': {
    status: 422,
    zh: '一户不能并入自己。',
    en: 'A household cannot be merged into itself.',
    next: { zh: '请选择要保留的另一户。', en: 'Choose the other household, which stays.' },
  },
  'household.not-found': {
    status: 404,
    zh: '台账中没有这一户，或不在您的管辖范围内。',
    en: 'There is no such household in your places.',
    next: { zh: '请从台账列表中打开。', en: 'Open it from the list.' },
  },
  'household.no-change': {
    status: 422,
    zh: '没有填写任何要修改的内容。',
    en: 'Nothing to change is given.',
    next: { zh: '请填写要修改的项目。', en: 'Say what is to be changed.' },
  },
  'household-change.pending': {
    status: 409,
    zh: '该户有一份变更申请还没有审核。',
    en: 'A change of this household is waiting for a decision.',
    next: { zh: '请先审核那一份申请。', en: 'Decide on that one first.' },
  },
  'household-change.same-person': {
    status: 409,
    zh: '申请人不能审核自己的申请。',
    en: 'Nobody decides on a request of their own.',
    next: { zh: '请由另一位经办人审核。', en: 'Another person has to decide.' },
  },
  'household-change.outdated': {
    status: 409,
    zh: '提出申请之后，该户信息又有变动。',
    en: 'The household has changed since the request was made.',
    next: { zh: '请退回这份申请，按现状重新提出。', en: 'Reject it and ask again.' },
  },
} as const satisfies Record<string, ErrorEntry>;

const caseErrors = {
  'case.heating-only': {
    status: 409,
    zh: '只有热源改造才选择取暖方式。',
    en: 'Only heating works have a method.',
    next: { zh: '请在热源改造事项中办理。', en: 'Do it on the heating case.' },
  },
  'case.method-missing': {
    status: 409,
    zh: '该户还没有选定取暖方式，不能核准。',
    en: 'No method is chosen yet, so the case cannot be approved.',
    next: { zh: '请先选定取暖方式。', en: 'Choose the method first.' },
  },
  'case.group-missing': {
    status: 409,
    zh: '该户没有填写村组，无法确定取暖方式。',
    en: 'The household belongs to no group, so its method cannot be settled.',
    next: { zh: '请先把该户划入村组。', en: 'Put it into its group first.' },
  },
  'case.same-person': {
    status: 409,
    zh: '提出例外申请的人不能自己批准。',
    en: 'Nobody approves an exception of their own asking.',
    next: { zh: '请由另一位经办人审核。', en: 'Another person has to decide.' },
  },
  'case.no-exception': {
    status: 409,
    zh: '该户没有待审核的例外申请。',
    en: 'No exception is waiting for a decision.',
    next: lookAgain,
  },
  'group.undecided': {
    status: 409,
    zh: '{group}还没有确定取暖方式。',
    en: 'The group {group} has not decided on a method.',
    next: {
      zh: '请先开会议定一种方式并登记会议记录；确需不同的，申请例外。',
      en: 'Record the decision of the group first, or ask for an exception.',
    },
  },
  'group.other-method': {
    status: 409,
    zh: '{group}确定的方式是“{decided}”，该户选的是“{chosen}”。',
    en: 'The group {group} decided on {decided}; this household chose {chosen}.',
    next: {
      zh: '请改选同一种方式，或说明理由申请例外，由乡镇批准。',
      en: 'Choose the same, or ask the town for an exception and say why.',
    },
  },
  'group.not-found': {
    status: 404,
    zh: '没有这个村组，或不在该户所在的村。',
    en: 'There is no such group in the village of the household.',
    next: { zh: '请从该村的村组中选择。', en: 'Choose a group of the village.' },
  },
  'group.name-taken': {
    status: 409,
    zh: '这个村已有同名的村组。',
    en: 'The village has a group of that name already.',
    next: { zh: '请直接使用已有的村组。', en: 'Use the one that is there.' },
  },
  'group.cases-bound': {
    status: 409,
    zh: '该组已有 {count} 户按“{decided}”获得核准，不能改定其他方式。',
    en: '{count} households of the group are approved with {decided}; it can no longer change.',
    next: {
      zh: '个别户确需不同方式的，逐户申请例外。',
      en: 'Ask for an exception for single households.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;

const targetErrors = {
  'target.totals-differ': {
    status: 409,
    zh: '任务表合计与方案不一致：{listZh}。',
    en: 'The sums of the table differ from the programme: {listEn}.',
    next: {
      zh: '请核对任务表；确认无误的，勾选“差异已确认”后再导入。',
      en: 'Check the table; if it is right, confirm the differences and load it again.',
    },
  },
  'target.row-twice': {
    status: 422,
    zh: '任务表里 {place} {year} 年 {project} 出现了两次。',
    en: 'The table has {place}, {year}, {project} twice.',
    next: { zh: '请合并重复的行。', en: 'Make one row of the two.' },
  },
} as const satisfies Record<string, ErrorEntry>;

export const householdErrors = {
  ...vaultErrors,
  ...fieldErrors,
  ...stateErrors,
  ...caseErrors,
  ...targetErrors,
} as const satisfies Record<string, ErrorEntry>;
