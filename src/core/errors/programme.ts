// Refusals of the programme part, and the sentences for what can be wrong in a programme folder.
// The mechanism is in ../errors.ts; where each is found is in src/rules/.

import type { ErrorEntry } from './entry.ts';

export const programmeErrors = {
  'programme.folder-missing': {
    status: 404,
    zh: '没有“{folder}”这个文件夹。',
    en: 'There is no folder "{folder}".',
    next: {
      zh: '请检查路径；相对路径从执行命令的位置算起。',
      en: 'Check the path; a relative one starts where the command is run.',
    },
  },
  'programme.folder-is-file': {
    status: 422,
    zh: '“{folder}”是一个文件，不是方案文件夹。',
    en: '"{folder}" is a file, not a programme folder.',
    next: {
      zh: '请给出放有 programme.yaml 的文件夹。',
      en: 'Name the folder that holds programme.yaml.',
    },
  },
  'programme.folder-invalid': {
    status: 422,
    zh: '方案文件夹有 {count} 处问题，不能使用。第一处是“{firstZh}”。',
    en: 'The programme folder has problems ({count}) and cannot be used. The first: "{firstEn}".',
    next: {
      zh: '请用 qn programme check 列出全部问题，逐条改正。',
      en: 'List them all with qn programme check and mend each.',
    },
  },
  'programme.file-missing': {
    status: 422,
    zh: '缺少文件 {file}。',
    en: 'The file {file} is missing.',
    next: {
      zh: '每个方案文件夹都要有 programme.yaml、clauses.yaml 和 notice.txt。',
      en: 'Every programme folder has programme.yaml, clauses.yaml and notice.txt.',
    },
  },
  'programme.file-unknown': {
    status: 422,
    zh: '不认识文件 {file}{suggestionZh}。',
    en: 'The file {file} is not known{suggestionEn}.',
    next: {
      zh: '可用的文件：{known}；附件原件放在 annexes/ 下。',
      en: 'Files that may be here: {known}; copies of annexes go under annexes/.',
    },
  },
  'programme.file-too-large': {
    status: 422,
    zh: '{file} 超过 {limitMb} MB，没有读取。',
    en: '{file} is larger than {limitMb} MB and was not read.',
    next: {
      zh: '请确认放的是文字资料，附件原件放在 annexes/ 下。',
      en: 'Make sure it is text; copies of annexes go under annexes/.',
    },
  },
  'programme.too-many-files': {
    status: 422,
    zh: '文件夹里有 {count} 个文件，最多 {limit} 个。',
    en: 'The folder holds {count} files; at most {limit} are read.',
    next: { zh: '请只留方案资料。', en: 'Keep only the files of the programme.' },
  },
  'programme.file-not-utf8': {
    status: 422,
    zh: '{file} 不是 UTF-8 编码：这一行有不能识别的字节。',
    en: '{file} is not written in UTF-8: this line holds bytes that are none.',
    next: { zh: '请用编辑器另存为 UTF-8 后再试。', en: 'Save it again as UTF-8.' },
  },
  'programme.file-unreadable': {
    status: 422,
    zh: '读不了 {file}（{reason}）。',
    en: '{file} cannot be read ({reason}).',
    next: { zh: '请检查权限。', en: 'Check the permissions.' },
  },
  'programme.yaml-broken': {
    status: 422,
    zh: 'YAML 写法有误：{reasonZh}。',
    en: 'The YAML cannot be read: {reasonEn}.',
    next: {
      zh: '请检查这一行的缩进、冒号、引号和括号。',
      en: 'Check indentation, colons, quotation marks and brackets of this line.',
    },
  },
  'programme.yaml-key-twice': {
    status: 422,
    zh: '键“{key}”在同一处写了两次。',
    en: 'The key "{key}" is written twice in the same place.',
    next: { zh: '请只留一个。', en: 'Keep one of them.' },
  },
  'programme.yaml-aliases': {
    status: 422,
    zh: 'YAML 别名展开过多，拒绝读取。',
    en: 'Too many YAML aliases; the file is refused.',
    next: {
      zh: '请直接写出内容，不用别名。',
      en: 'Write the contents out instead of using aliases.',
    },
  },
  'programme.number-inexact': {
    status: 422,
    zh: '数字“{written}”不能照原样保存。',
    en: 'The number "{written}" cannot be kept as written.',
    next: {
      zh: '请写成普通小数，如 12.5；位数很多时加引号。',
      en: 'Write a plain decimal such as 12.5; put a very long one in quotation marks.',
    },
  },
  'programme.key-unknown': {
    status: 422,
    zh: '这里没有“{key}”这个键{suggestionZh}。',
    en: 'There is no key "{key}" here{suggestionEn}.',
    next: { zh: '可用的键：{known}。', en: 'Known keys: {known}.' },
  },
  'programme.key-missing': {
    status: 422,
    zh: '缺少“{key}”{expectedZh}。',
    en: '"{key}" is missing{expectedEn}.',
    next: { zh: '请补上。', en: 'Add it.' },
  },
  'programme.wrong-type': {
    status: 422,
    zh: '应为{expectedZh}，实为{foundZh}。',
    en: 'Expected {expectedEn}, found {foundEn}.',
    next: { zh: '{hintZh}。', en: '{hintEn}.' },
  },
  'programme.option-unknown': {
    status: 422,
    zh: '“{value}”不在可选的值里{suggestionZh}。',
    en: '"{value}" is not one of the values allowed{suggestionEn}.',
    next: { zh: '可选：{options}。', en: 'Allowed: {options}.' },
  },
  'programme.wrong-form': {
    status: 422,
    zh: '“{value}”写法不对：{ruleZh}。',
    en: '"{value}" is not written as it should be: {ruleEn}.',
    next: { zh: '请照此改写。', en: 'Write it like this.' },
  },
  'programme.out-of-range': {
    status: 422,
    zh: '{ruleZh}。',
    en: '{ruleEn}.',
    next: { zh: '请改正。', en: 'Correct it.' },
  },
  'programme.no-ground': {
    status: 422,
    zh: '这个数没有依据：既没有原文（quote），也没有决定（decision）或来源（source）。',
    en: 'This figure has no ground: no words of the notice (quote), no decision and no source.',
    next: {
      zh: '请引用原文，或写明依据的决定或来源。',
      en: 'Quote the notice, or name the decision or the source it rests on.',
    },
  },
  'programme.id-twice': {
    status: 422,
    zh: '编号“{id}”用了两次，另一处在第 {line} 行。',
    en: 'The id "{id}" is used twice; the other is in line {line}.',
    next: { zh: '请改其中一个。', en: 'Change one of them.' },
  },
  'programme.address-twice': {
    status: 422,
    zh: '两个数的地址同为 {address}，另一处在 {file} 第 {line} 行。',
    en: 'Two figures have the address {address}; the other is in {file}, line {line}.',
    next: { zh: '请改其中一个的编号。', en: 'Change the id of one of them.' },
  },
  'programme.reference-unknown': {
    status: 422,
    zh: '没有编号为“{id}”的{whatZh}{suggestionZh}。',
    en: 'There is no {whatEn} "{id}"{suggestionEn}.',
    next: {
      zh: '请改正编号，或先在 {where} 里写上它。',
      en: 'Correct the id, or declare it in {where} first.',
    },
  },
  'programme.clause-not-found': {
    status: 422,
    zh: '在 notice.txt 里找不到条款“{clause}”的开头“{starts}”。',
    en: 'The first words of clause "{clause}", "{starts}", do not stand in notice.txt.',
    next: {
      zh: '请照抄条款开头的原文。',
      en: 'Copy the first words of the clause letter for letter.',
    },
  },
  'programme.clause-out-of-order': {
    status: 422,
    zh: '条款“{clause}”的开头“{starts}”在上一条之前。',
    en: 'Clause "{clause}" starts ("{starts}") before the clause declared ahead of it.',
    next: {
      zh: '请按原文顺序排列 clauses.yaml。',
      en: 'List clauses.yaml in the order of the text.',
    },
  },
  'programme.quote-not-found': {
    status: 422,
    zh: '“{quote}”不在条款“{clause}”里，通知别处也没有。',
    en: '"{quote}" is not in clause "{clause}", nor anywhere in the notice.',
    next: {
      zh: '请从 notice.txt 原样复制，错字也照抄。',
      en: 'Copy it from notice.txt letter for letter, misprints included.',
    },
  },
  'programme.quote-elsewhere': {
    status: 422,
    zh: '“{quote}”不在条款“{clause}”里，而在“{found}”里。',
    en: '"{quote}" is not in clause "{clause}" but in "{found}".',
    next: { zh: '请改条款或改引文。', en: 'Change the clause or the quote.' },
  },
  'programme.nul-byte': {
    status: 422,
    zh: '{file} 的这一行有看不见的空字符（NUL）。',
    en: 'This line of {file} holds an invisible NUL character.',
    next: { zh: '请删去这个字符，或重新复制这一行。', en: 'Delete it, or copy the line again.' },
  },
  'programme.notice-empty': {
    status: 422,
    zh: 'notice.txt 是空的。',
    en: 'notice.txt is empty.',
    next: { zh: '请把通知全文放进去。', en: 'Put the whole text of the notice there.' },
  },
  'programme.curly-quotes': {
    status: 422,
    zh: '“{value}”外面写的是中文引号，YAML 把它们当成了文字。',
    en: 'The quotation marks around “{value}” are curly, and YAML takes them for text.',
    next: { zh: '请改用半角单引号，或不加引号。', en: "Use ' instead, or none." },
  },
  'programme.full-width-sign': {
    status: 422,
    zh: '“{key}”里的“{sign}”是全角的，YAML 不认。',
    en: 'The “{sign}” in "{key}" is full-width, which YAML does not read.',
    next: {
      zh: '请改成半角“{plain}”，后面加一个空格。',
      en: 'Write "{plain}" and a space instead.',
    },
  },
  'programme.thousands-comma': {
    status: 422,
    zh: '数字“{written}”里有逗号。',
    en: 'The number "{written}" holds a comma.',
    next: { zh: '请写成 {plain}。', en: 'Write {plain}.' },
  },
  'programme.text-in-two-languages': {
    status: 422,
    zh: '“{value}”要写成中英文两种：{written}。',
    en: '"{value}" is needed in both languages: {written}.',
    next: { zh: '请照此改写。', en: 'Write it like this.' },
  },
  'programme.quote-near': {
    status: 422,
    zh: '“{quote}”和通知里的标点不同，通知写的是“{found}”。',
    en: '"{quote}" differs from the notice in its marks; the notice has "{found}".',
    next: { zh: '请照通知原样改写。', en: 'Copy it letter for letter.' },
  },
  'programme.annex-no-copy': {
    status: 422,
    zh: '“{file}”不是附件的副本：附件的副本放在 annexes/ 下。',
    en: '"{file}" is no copy of an annex: copies of annexes stand under annexes/.',
    next: {
      zh: '请把附件文件放进 annexes/ 再写它的名字；附件就印在通知里的，改写 clauseOfText。',
      en: 'Put the copy there and name it; for an annex printed in the notice write clauseOfText.',
    },
  },
  'programme.annex-file-missing': {
    status: 422,
    zh: '文件夹里没有 {file}{suggestionZh}。',
    en: 'The folder holds no {file}{suggestionEn}.',
    next: {
      zh: '请把附件文件放到这个位置；还没有拿到的，删去 file 这一行。',
      en: 'Put the file there; leave `file` out while there is no copy.',
    },
  },
  'programme.member-not-quoted': {
    status: 422,
    zh: '“{name}”不在这份清单引用的原文里。',
    en: '"{name}" does not stand in the words this list quotes.',
    next: {
      zh: '请照原文写名称，或给这一项写上自己的 quote。',
      en: 'Write the name as printed, or give the member a quote of its own.',
    },
  },
  'programme.case-differs': {
    status: 422,
    zh: '算例“{id}”的 {field} 应为 {expected}，按规则算出 {got}。',
    en: 'The worked case "{id}" should give {expected} as {field}; the rules give {got}.',
    next: { zh: '请核对算例和 benefit.yaml。', en: 'Check the case and benefit.yaml.' },
  },
  'programme.case-refused': {
    status: 422,
    zh: '算例“{id}”算不出来：{reasonZh}。',
    en: 'The worked case "{id}" cannot be worked out: {reasonEn}.',
    next: { zh: '请改正算例的输入。', en: 'Correct the inputs of the case.' },
  },
  'programme.number-not-in-quote': {
    status: 422,
    zh: '引文“{quote}”里没有 {value}{unit} 这个数。',
    en: 'The quoted words "{quote}" do not contain {value}{unit}.',
    next: {
      zh: '请核对数字和单位；数字是换算得来时写 note 说明。',
      en: 'Check number and unit; when it was worked out, say how in a note.',
    },
  },
  'programme.date-not-in-quote': {
    status: 422,
    zh: '引文“{quote}”里没有 {date} 这个日期。',
    en: 'The quoted words "{quote}" do not contain the day {date}.',
    next: {
      zh: '请核对日期；不是原文直接写的，写 note 或 decision 说明。',
      en: 'Check the day; when the notice does not print it, explain with a note or a decision.',
    },
  },
  'programme.printed-unexplained': {
    status: 422,
    zh: '原文印的是 {printed}，这里用 {date}，却没有写依据哪项决定。',
    en: 'The notice prints {printed} and {date} is used, but no decision says why.',
    next: { zh: '请用 decision 写明。', en: 'Name the decision.' },
  },
  'programme.unit-unknown': {
    status: 422,
    zh: '{reasonZh}。',
    en: '{reasonEn}.',
    next: { zh: '请改正单位。', en: 'Correct the unit.' },
  },
  'programme.unit-unfit': {
    status: 422,
    zh: '{reasonZh}。',
    en: '{reasonEn}.',
    next: { zh: '请改正单位或引用。', en: 'Correct the unit or what it refers to.' },
  },
  'programme.relation-impossible': {
    status: 422,
    zh: '这条核对算不出来：{reasonZh}。',
    en: 'This relation cannot be worked out: {reasonEn}.',
    next: { zh: '请改正这条核对。', en: 'Correct the relation.' },
  },
  'programme.table-columns': {
    status: 422,
    zh: '{file} 的第一行应有这些列：{expected}；缺少：{missing}。',
    en: 'The first line of {file} should name the columns {expected}; missing: {missing}.',
    next: { zh: '请补上列名。', en: 'Add the columns.' },
  },
  'programme.table-row': {
    status: 422,
    zh: '第 {row} 行有 {found} 格，表头有 {expected} 格。',
    en: 'Row {row} has {found} cells, the heading {expected}.',
    next: { zh: '请检查这一行的逗号和引号。', en: 'Check commas and quotation marks of the row.' },
  },
  'programme.command-unknown': {
    status: 400,
    zh: '没有“{command}”这个命令{suggestionZh}。',
    en: 'There is no command "{command}"{suggestionEn}.',
    next: { zh: '用 qn --help 查看全部命令。', en: 'qn --help lists the commands.' },
  },
  'programme.command-arguments': {
    status: 400,
    zh: '命令写法不对：{reasonZh}。',
    en: 'The command is not written correctly: {reasonEn}.',
    next: { zh: '用 qn {command} --help 查看写法。', en: 'qn {command} --help shows how.' },
  },
  'programme.json-invalid': {
    status: 422,
    zh: '{file} 不是完整的 JSON（{reason}）。',
    en: '{file} is not valid JSON ({reason}).',
    next: { zh: '请检查括号、引号和逗号。', en: 'Check brackets, quotation marks and commas.' },
  },
  'programme.file-not-found': {
    status: 404,
    zh: '没有文件“{file}”。',
    en: 'There is no file "{file}".',
    next: {
      zh: '请检查路径；相对路径从执行命令的位置算起。',
      en: 'Check the path; a relative one starts where the command is run.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
