// Refusals of the HTTP frame: what a request can get wrong before any capability sees it.
// The mechanism is in ../errors.ts.

import type { ErrorEntry } from './entry.ts';

const askForHelp = {
  zh: '请刷新页面再试；仍不行时，把请求编号告诉系统管理员。',
  en: 'Reload the page and try again; if it happens again, give the administrator the request id.',
};

export const httpErrors = {
  'http.unknown-route': {
    status: 404,
    zh: '没有 {method} {path} 这个地址。',
    en: 'There is no address {method} {path}.',
    next: {
      zh: '请检查地址；全部接口列在 /api/openapi.json。',
      en: 'Check the address; every address is listed in /api/openapi.json.',
    },
  },
  'http.malformed-json': {
    status: 400,
    zh: '请求内容不是完整的 JSON。',
    en: 'The body of the request is not valid JSON.',
    next: {
      zh: '请用 JSON 格式重新提交，并检查括号和引号。',
      en: 'Send it again as JSON; check brackets and quotation marks.',
    },
  },
  'http.wrong-content-type': {
    status: 415,
    zh: '这里不接受“{contentType}”格式的内容。',
    en: 'Content of the type "{contentType}" is not accepted here.',
    next: {
      zh: '请以 application/json 提交。',
      en: 'Send it as application/json.',
    },
  },
  'http.not-a-file': {
    status: 415,
    zh: '这里要提交文件本身，收到的却是“{contentType}”格式的内容。',
    en: 'This address takes a file; content of the type "{contentType}" came instead.',
    next: {
      zh: '请直接提交文件内容，格式写 application/octet-stream。',
      en: 'Send the bytes of the file as application/octet-stream.',
    },
  },
  'http.empty-file': {
    status: 400,
    zh: '文件是空的。',
    en: 'The file is empty.',
    next: {
      zh: '请打开文件看看内容是否还在，再重新上传。',
      en: 'Open the file, see whether it still has content, and upload it again.',
    },
  },
  'http.too-large': {
    status: 413,
    zh: '提交的内容超过 {limitKb} KB，没有接收。',
    en: 'The request is larger than {limitKb} KB and was not taken in.',
    next: {
      zh: '请减小内容或分几次提交。',
      en: 'Make it smaller, or send it in parts.',
    },
  },
  'http.invalid-input': {
    status: 400,
    zh: '有 {count} 处填写不对。',
    en: 'Entries that cannot be accepted: {count}.',
    next: {
      zh: '请按每一处的说明改正后再提交。',
      en: 'Correct each as it says, then send again.',
    },
  },
  'http.too-many-requests': {
    status: 429,
    zh: '请求太频繁，请 {waitS} 秒后再试。',
    en: 'Too many requests; try again in {waitS} seconds.',
    next: {
      zh: '请稍等再试。',
      en: 'Wait a moment, then try again.',
    },
  },
  'http.foreign-origin': {
    status: 403,
    zh: '这个请求来自别的网站（{origin}），没有执行。',
    en: 'The request comes from another web site ({origin}) and was not carried out.',
    next: {
      zh: '请在本系统的页面里操作。',
      en: 'Work from a page of this system.',
    },
  },
  'http.key-missing': {
    status: 400,
    zh: '写入请求须带请求编号（idempotency-key 请求头，8 至 200 个可见的英文字符）。',
    en: 'A write needs the header idempotency-key: 8 to 200 visible ASCII characters.',
    next: {
      zh: '每次操作用一个新编号；重发同一次操作时仍用原来的编号。',
      en: 'Make a new key for each act; use the same key when you send the same act again.',
    },
  },
  'http.bad-request': {
    status: 400,
    zh: '请求有误，无法理解。',
    en: 'The request cannot be understood.',
    next: askForHelp,
  },
  'http.unexpected': {
    status: 500,
    zh: '系统内部出错，这次操作没有完成。',
    en: 'Something went wrong inside the system; this act was not completed.',
    next: askForHelp,
  },
  'http.unavailable': {
    status: 503,
    zh: '系统正在启动或停止，暂时不能服务。',
    en: 'The system is starting or stopping and cannot serve at the moment.',
    next: {
      zh: '请过半分钟再试。',
      en: 'Try again in half a minute.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
