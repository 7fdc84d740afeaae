// Refusals about sign-in, accounts, roles, organisations and places. The mechanism is in
// ../errors.ts.

import type { ErrorEntry } from './entry.ts';

const askAdministrator = {
  zh: '如需办理，请联系系统管理员。',
  en: 'If you need this, ask the administrator.',
};

const sessionErrors = {
  'session.signed-out': {
    status: 401,
    zh: '您还没有登录，或登录已过期。',
    en: 'You are not signed in, or your session has ended.',
    next: { zh: '请登录后再试。', en: 'Sign in, then try again.' },
  },
  'session.wrong-credentials': {
    status: 401,
    zh: '用户名或密码不对。',
    en: 'The user name or the password is wrong.',
    next: {
      zh: '请检查大小写后再试；忘记密码请联系系统管理员重置。',
      en: 'Check upper and lower case; if you forgot it, ask the administrator to reset it.',
    },
  },
  'session.locked': {
    status: 429,
    zh: '密码连续输错 {failures} 次，这个账号在您的网络地址上暂停登录 {waitMinutes} 分钟。',
    en: 'After {failures} wrong passwords this account cannot sign in here for {waitMinutes} min.',
    next: {
      zh: '请到时再试，或联系系统管理员重置密码。',
      en: 'Try again after that, or ask the administrator to reset the password.',
    },
  },
  'session.account-disabled': {
    status: 403,
    zh: '这个账号已停用，不能登录。',
    en: 'This account is disabled and cannot sign in.',
    next: askAdministrator,
  },
  'session.password-change-required': {
    status: 403,
    zh: '您用的是一次性密码，须先改密码才能使用系统。',
    en: 'You signed in with a one-time password; change it before anything else.',
    next: { zh: '请设置新密码。', en: 'Set a new password.' },
  },
  'session.wrong-password': {
    status: 403,
    zh: '当前密码不对，密码没有修改。',
    en: 'The present password is wrong; nothing was changed.',
    next: { zh: '请重新输入当前密码。', en: 'Enter the present password again.' },
  },
  'session.password-refused': {
    status: 422,
    zh: '这个密码不能用：{fault}。',
    en: 'This password cannot be used: {faultEn}.',
    next: {
      zh: '请换一个至少 10 个字符的密码，例如几个不相干的词。',
      en: 'Choose one of at least 10 characters, such as a few unrelated words.',
    },
  },
  'session.password-unchanged': {
    status: 422,
    zh: '新密码和当前密码相同。',
    en: 'The new password is the same as the present one.',
    next: { zh: '请换一个新密码。', en: 'Choose a different one.' },
  },
  'session.secret-weak': {
    status: 500,
    zh: '会话密钥（{source}）太短或太简单，系统没有启动。',
    en: 'The session secret ({source}) is too short or too simple; the system did not start.',
    next: {
      zh: '请设置至少 32 个随机字符，或不设置 QINGNUAN_AUTH_SECRET，由系统自动生成。',
      en: 'Use at least 32 random characters, or leave QINGNUAN_AUTH_SECRET unset.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;

const accountErrors = {
  'people.not-allowed': {
    status: 403,
    zh: '您的岗位不能办理这件事；能办理的是：{rolesZh}。',
    en: 'Your role cannot do this; these can: {rolesEn}.',
    next: askAdministrator,
  },
  'account.unknown': {
    status: 404,
    zh: '没有用户名为“{username}”的账号。',
    en: 'There is no account with the user name "{username}".',
    next: { zh: '请用 qn account list 查看。', en: 'See qn account list.' },
  },
  'account.no-district': {
    status: 409,
    zh: '数据库里还没有这个区县。',
    en: 'The database has no such district yet.',
    next: { zh: '请先用 npm start 启动一次。', en: 'Start once with npm start first.' },
  },
  'account.username-taken': {
    status: 409,
    zh: '这个用户名已经有人使用。',
    en: 'This user name is already in use.',
    next: { zh: '请换一个用户名。', en: 'Choose another user name.' },
  },
  'account.disabled': {
    status: 409,
    zh: '账号“{username}”已停用。',
    en: 'The account "{username}" is disabled.',
    next: { zh: '如需使用，请先启用。', en: 'Enable it first if it is needed.' },
  },
  'account.not-disabled': {
    status: 409,
    zh: '账号“{username}”没有停用。',
    en: 'The account "{username}" is not disabled.',
    next: { zh: '无需再启用。', en: 'There is nothing to enable.' },
  },
  'account.own': {
    status: 409,
    zh: '不能停用自己的账号，也不能收回自己的管理员岗位。',
    en: 'You cannot disable your own account or take away your own administrator role.',
    next: {
      zh: '请由另一位系统管理员办理。',
      en: 'Let another administrator do it.',
    },
  },
  'account.separate-duties': {
    status: 409,
    zh: '审计岗位不能和其他岗位同在一个账号；这个账号还有或将有：{roles}。',
    en: 'Audit cannot share an account with another role; this one has or would have: {rolesEn}.',
    next: {
      zh: '请为审计人员单独开设账号。',
      en: 'Give the auditor an account of its own.',
    },
  },
  'role.already-granted': {
    status: 409,
    zh: '这个账号已有该岗位和范围。',
    en: 'The account already has this role in this place.',
    next: { zh: '无需重复授予。', en: 'There is nothing to grant.' },
  },
  'role.not-granted': {
    status: 409,
    zh: '这个账号没有该岗位和范围。',
    en: 'The account does not have this role in this place.',
    next: { zh: '请刷新页面查看现有岗位。', en: 'Reload the page to see the present roles.' },
  },
  'role.place-needed': {
    status: 422,
    zh: '“{role}”岗位必须指定乡镇或村。',
    en: 'The role "{roleEn}" needs a town or a village.',
    next: { zh: '请选择地点。', en: 'Choose a place.' },
  },
  'organisation.unknown': {
    status: 404,
    zh: '没有这个单位。',
    en: 'There is no such organisation.',
    next: { zh: '请先登记单位。', en: 'Register the organisation first.' },
  },
  'organisation.name-taken': {
    status: 409,
    zh: '已有同名或同统一社会信用代码的单位。',
    en: 'An organisation of this name or credit code is already registered.',
    next: { zh: '请直接使用已登记的单位。', en: 'Use the one already registered.' },
  },
} as const satisfies Record<string, ErrorEntry>;

const placeErrors = {
  'place.unknown': {
    status: 404,
    zh: '没有“{place}”这个地点。',
    en: 'There is no place "{place}".',
    next: { zh: '请在地点列表里查找。', en: 'Look it up in the list of places.' },
  },
  'place.unknown-town': {
    status: 422,
    zh: '没有叫“{town}”的乡镇。',
    en: 'There is no town called "{town}".',
    next: {
      zh: '请核对乡镇名称；如确有此名，请为乡镇添加别名。',
      en: 'Check the name of the town; if people do use it, add it as an alias.',
    },
  },
  'place.unknown-village': {
    status: 422,
    zh: '{town}没有叫“{village}”的村。',
    en: '{town} has no village called "{village}".',
    next: {
      zh: '请核对村名；如确有此名，请添加别名或本地地点。',
      en: 'Check the name; if people do use it, add an alias or a local place.',
    },
  },
  'place.ambiguous-village': {
    status: 422,
    zh: '“{village}”可能是：{candidates}。',
    en: '"{village}" may be any of: {candidates}.',
    next: {
      zh: '请写明乡镇，或写出村的全称。',
      en: 'Give the town, or the full name of the village.',
    },
  },
  'place.name-taken': {
    status: 409,
    zh: '{parent}里已有叫“{name}”的地点。',
    en: '{parent} already has a place called "{name}".',
    next: { zh: '请直接使用它，或换一个名称。', en: 'Use that one, or choose another name.' },
  },
  'place.ended': {
    status: 409,
    zh: '“{name}”已于 {endedOn} 撤销或并入别处。',
    en: '"{name}" ended or was merged on {endedOn}.',
    next: { zh: '请改用接续它的地点。', en: 'Use the place that follows it.' },
  },
  'place.wrong-level': {
    status: 422,
    zh: '“{name}”下面不能设这一级地点，也不能和它合并。',
    en: 'A place of this level cannot stand under or be merged into "{name}".',
    next: { zh: '请选择合适的上级或同级地点。', en: 'Choose a fitting place.' },
  },
} as const satisfies Record<string, ErrorEntry>;

const decisionErrors = {
  'programme.none': {
    status: 500,
    zh: '文件夹 {folder} 里没有一个可用的方案。',
    en: 'The folder {folder} holds no programme that is in order.',
    next: {
      zh: '请用 qn programme check 检查方案文件夹，改正后再启动。',
      en: 'Check the programme folder with qn programme check, mend it, and start again.',
    },
  },
  'programme.unknown': {
    status: 404,
    zh: '没有编号为“{programme}”的方案。',
    en: 'There is no programme "{programme}".',
    next: { zh: '请从方案列表进入。', en: 'Open it from the list of programmes.' },
  },
  'programme.other-district': {
    status: 409,
    zh: '这个方案不是本区的，不能替它作决定。',
    en: 'This programme belongs to another district; its decisions are not yours to take.',
    next: { zh: '请在本区的方案里办理。', en: 'Work in the programme of your own district.' },
  },
  'decision.unknown': {
    status: 404,
    zh: '方案里没有编号为“{decision}”的待定事项。',
    en: 'The programme has no decision "{decision}".',
    next: { zh: '请从待定事项列表进入。', en: 'Open it from the list of decisions.' },
  },
  'decision.unknown-option': {
    status: 422,
    zh: '待定事项 {decision} 没有“{option}”这个选项。',
    en: 'The decision {decision} has no option "{option}".',
    next: { zh: '请从列出的选项中选择。', en: 'Choose one of those listed.' },
  },
  'decision.already-chosen': {
    status: 409,
    zh: '待定事项 {decision} 现在就是这个选项。',
    en: 'The decision {decision} already stands at this option.',
    next: { zh: '无需更改。', en: 'There is nothing to change.' },
  },
} as const satisfies Record<string, ErrorEntry>;

export const peopleErrors = {
  ...sessionErrors,
  ...accountErrors,
  ...placeErrors,
  ...decisionErrors,
} as const satisfies Record<string, ErrorEntry>;
