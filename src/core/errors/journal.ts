// Refusals of the journal part and of perform(). The mechanism is in ../errors.ts.

import type { ErrorEntry } from './entry.ts';

export const journalErrors = {
  'action.unknown': {
    status: 404,
    zh: '没有名为“{name}”的操作。',
    en: 'There is no action called “{name}”.',
    next: { zh: '请核对操作名称。', en: 'Check the name of the action.' },
  },
  'action.bad-key': {
    status: 400,
    zh: '请求编号须为 8 至 200 个可见的英文字符。',
    en: 'The key of a request is 8 to 200 visible ASCII characters.',
    next: { zh: '请换一个请求编号再提交。', en: 'Send it again with another key.' },
  },
  'action.bad-input': {
    status: 400,
    zh: '“{field}”填写有误：{problemZh}。',
    en: 'There is something wrong with “{field}”: {problemEn}.',
    next: { zh: '请改正后重新提交。', en: 'Correct it and send it again.' },
  },
  'action.not-allowed': {
    status: 403,
    zh: '“{actionZh}”由{rolesZh}办理，您没有这项权限。',
    en: '“{actionEn}” is done by: {rolesEn}. You do not hold such a role.',
    next: {
      zh: '请由有权限的人员办理，或请系统管理员授予角色。',
      en: 'Ask someone who holds the role, or ask the administrator to grant it.',
    },
  },
  'action.not-here': {
    status: 403,
    zh: '您可以办理“{actionZh}”，但不在这个地方的权限范围内。',
    en: 'You may do “{actionEn}”, but not in this place.',
    next: {
      zh: '请由当地有权限的人员办理，或请系统管理员扩大范围。',
      en: 'Ask someone whose place it is, or ask the administrator to widen your place.',
    },
  },
  'action.subject-not-found': {
    status: 404,
    zh: '找不到要办理的{subjectZh}（编号 {id}）。',
    en: 'The {subjectEn} with the id {id} was not found.',
    next: { zh: '请刷新页面后重新选择。', en: 'Reload the page and choose again.' },
  },
  'action.stale-version': {
    status: 409,
    zh: '这条记录已被别人修改（您看到的是第 {expected} 版，现在是第 {actual} 版）。',
    en: 'Someone has changed this record (you saw version {expected}, it is now {actual}).',
    next: { zh: '请刷新，看清变化后再办理。', en: 'Reload, look at the change, then do it again.' },
  },
  'action.wrong-state': {
    status: 409,
    zh: '现在的状态是“{stateZh}”，“{actionZh}”只能在这些状态下办理：{fromZh}。',
    en: 'It is now “{stateEn}”; “{actionEn}” can be done only when it is: {fromEn}.',
    next: { zh: '请先完成前面的步骤。', en: 'Complete the steps before this one first.' },
  },
  'action.day-in-future': {
    status: 400,
    zh: '业务日期 {day} 还没有到，今天是 {today}。',
    en: 'The day {day} has not come yet; today is {today}.',
    next: { zh: '请填写实际发生的日期。', en: 'Give the day on which it happened.' },
  },
  'action.day-too-early': {
    status: 409,
    zh: '业务日期 {day} 早于上一步的日期 {lastDay}。',
    en: 'The day {day} lies before that of the last step, {lastDay}.',
    next: { zh: '请填写不早于上一步的日期。', en: 'Give a day not before the last step.' },
  },
  'action.key-reused': {
    status: 409,
    zh: '这个请求编号已用于另一份内容。',
    en: 'This key was already used for a request with other contents.',
    next: {
      zh: '请刷新页面后重新提交；如为离线记录，请重新保存一次。',
      en: 'Reload the page and send it again; save an offline record once more.',
    },
  },
  'action.subject-twice': {
    status: 409,
    zh: '同一批中编号 {id} 出现了两次。',
    en: 'The id {id} stands twice in the same batch.',
    next: {
      zh: '请去掉重复的行，或分两批办理。',
      en: 'Remove the repeated row, or send two batches.',
    },
  },
  'journal.entry-not-found': {
    status: 404,
    zh: '日志中没有编号为 {id} 的记录。',
    en: 'The journal has no entry with the id {id}.',
    next: { zh: '请核对编号。', en: 'Check the id.' },
  },
  'journal.not-sealed-yet': {
    status: 409,
    zh: '编号为 {id} 的记录刚刚写入，还没有封存。',
    en: 'The entry {id} has only just been written and is not sealed yet.',
    next: { zh: '请几秒钟后再试。', en: 'Try again in a few seconds.' },
  },
  'journal.checkpoint-not-ours': {
    status: 400,
    zh: '给出的检查点不属于本系统的任何区县。',
    en: 'The checkpoint given is not that of any district served here.',
    next: {
      zh: '请核对文件：第一行应为 qingnuan/ 加区县代码。',
      en: 'Check the file: its first line is qingnuan/ and the code of a district.',
    },
  },
  'journal.key-unreadable': {
    status: 500,
    zh: '读不到日志的签名密钥（{path}）：{reason}。',
    en: 'The key that signs the journal ({path}) cannot be read: {reason}.',
    next: {
      zh: '请从备份恢复该文件，并设为仅本服务可读（0600）。',
      en: 'Restore the file from a backup, readable by this service alone (0600).',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
