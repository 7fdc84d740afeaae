// Refusals of the database part: starting it, migrating it, and what it reports while it runs.
// The mechanism is in ../errors.ts.

import type { ErrorEntry } from './entry.ts';

export const databaseErrors = {
  'database.already-running': {
    status: 409,
    zh: '清暖已经在用这个数据文件夹（进程 {pid}）：{folder}。',
    en: 'Qingnuan is already running on this data folder (process {pid}): {folder}.',
    next: {
      zh: '请用已经打开的那一个，或先停掉它；要另开一套，请用 QINGNUAN_DATA 指定别的文件夹。',
      en: 'Use the one that runs or stop it first; for a second one set QINGNUAN_DATA.',
    },
  },
  'database.not-a-database': {
    status: 500,
    zh: '文件夹 {folder} 里有别的东西，不是清暖的数据库。',
    en: 'The folder {folder} holds something else, not a database of Qingnuan.',
    next: {
      zh: '请移走里面的文件，或用 QINGNUAN_DATA 指定另一个文件夹。',
      en: 'Move its files away, or set QINGNUAN_DATA to another folder.',
    },
  },
  'database.wrong-version': {
    status: 500,
    zh: '{folder} 里的数据库是 PostgreSQL {found} 的，本程序带的是 {expected}。',
    en: 'The database in {folder} was made by PostgreSQL {found}; this program brings {expected}.',
    next: {
      zh: '请用 PG_BIN_DIR 指向 PostgreSQL {found} 的程序，导出后再导入新版本。',
      en: 'Point PG_BIN_DIR to PostgreSQL {found}, export there, and import into the new version.',
    },
  },
  'database.wrong-mode': {
    status: 500,
    zh: '数据库文件夹 {folder} 的权限太宽，别的用户也能进入。',
    en: 'The database folder {folder} is open to other users.',
    next: { zh: '请运行：chmod 700 "{folder}"。', en: 'Run: chmod 700 "{folder}".' },
  },
  'database.wrong-owner': {
    status: 500,
    zh: '数据库文件夹 {folder} 属于另一个用户（编号 {owner}），现在的用户不能用它。',
    en: 'The database folder {folder} belongs to another user (number {owner}).',
    next: {
      zh: '请用当初启动清暖的用户来启动，或由管理员把文件夹的所有者改过来。',
      en: 'Start Qingnuan as the user who started it first, or have the folder handed over.',
    },
  },
  'database.folder-not-writable': {
    status: 500,
    zh: '不能在数据文件夹 {folder} 里写文件（{reason}）。',
    en: 'The data folder {folder} cannot be written to ({reason}).',
    next: {
      zh: '请检查磁盘是否只读、文件夹权限是否允许写，或用 QINGNUAN_DATA 指定别处。',
      en: 'Check for a read-only disk or missing rights, or set QINGNUAN_DATA to another folder.',
    },
  },
  'database.disk-full': {
    status: 507,
    zh: '磁盘满了，数据库写不下去了。已经保存的内容不受影响。',
    en: 'The disk is full and the database cannot write. What was saved is safe.',
    next: { zh: '请腾出磁盘空间后再试。', en: 'Free some disk space and try again.' },
  },
  'database.binaries-missing': {
    status: 500,
    zh: '在 {folder} 里找不到可以运行的 PostgreSQL 程序（{reason}）。',
    en: 'There is no PostgreSQL program that runs in {folder} ({reason}).',
    next: {
      zh: '请重新运行 npm ci；或用 PG_BIN_DIR 指向系统的 PostgreSQL，或用 DATABASE_URL 连接服务器。',
      en: 'Run npm ci again, or set PG_BIN_DIR to the system’s PostgreSQL, or set DATABASE_URL.',
    },
  },
  'database.user-has-no-name': {
    status: 500,
    zh: '当前用户只有编号 {uid}，系统里没有登记名字，PostgreSQL 不能建库。',
    en: 'The current user is only a number ({uid}) without a name; PostgreSQL needs a name.',
    next: {
      zh: '请换一个登记过的用户启动，或用 DATABASE_URL 连接服务器。',
      en: 'Start as a user the system knows by name, or set DATABASE_URL.',
    },
  },
  'database.no-service-user': {
    status: 500,
    zh: '以 root 启动时需要另一个用户来运行数据库，但试过的办法都不行（{tried}）。',
    en: 'When started as root the database needs another user; nothing tried works ({tried}).',
    next: {
      zh: '请用普通用户启动，或用 QINGNUAN_DB_USER 指定一个系统用户，或用 DATABASE_URL。',
      en: 'Start as an ordinary user, name a system user in QINGNUAN_DB_USER, or set DATABASE_URL.',
    },
  },
  'database.did-not-start': {
    status: 500,
    zh: '数据库没有启动成功：{reason}。',
    en: 'The database did not start: {reason}.',
    next: { zh: '详细记录在 {log}。', en: 'The details are in {log}.' },
  },
  'database.unreachable': {
    status: 503,
    zh: '连不上数据库：{reason}。',
    en: 'The database cannot be reached: {reason}.',
    next: {
      zh: '请检查 DATABASE_URL 和数据库服务器，过一会儿再试。',
      en: 'Check DATABASE_URL and the database server, then try again.',
    },
  },
  'database.stopped': {
    status: 503,
    zh: '数据库正在停止或重新启动，刚才这一步没有保存。',
    en: 'The database is stopping or starting again; this step was not saved.',
    next: { zh: '请过一会儿再做一次。', en: 'Try again in a moment.' },
  },
  'database.busy': {
    status: 503,
    zh: '许多人同时在改同一处，这一步没有保存。',
    en: 'Many people are changing the same thing at once; this step was not saved.',
    next: { zh: '请再做一次。', en: 'Try again.' },
  },
  'database.server-too-old': {
    status: 500,
    zh: '数据库服务器是 PostgreSQL {found}，清暖需要 15 或更新的版本。',
    en: 'The database server is PostgreSQL {found}; Qingnuan needs 15 or later.',
    next: {
      zh: '请升级服务器，或去掉 DATABASE_URL，用自带的数据库。',
      en: 'Upgrade the server, or leave DATABASE_URL out to use the built-in database.',
    },
  },
  'database.encoding': {
    status: 500,
    zh: '这个数据库的编码是 {found}，清暖需要 UTF8。',
    en: 'The database’s encoding is {found}; Qingnuan needs UTF8.',
    next: {
      zh: '请建一个新库：CREATE DATABASE … ENCODING UTF8 TEMPLATE template0。',
      en: 'Create another one: CREATE DATABASE … ENCODING UTF8 TEMPLATE template0.',
    },
  },
  'database.app-role-missing': {
    status: 500,
    zh: '数据库里没有角色 {role}，用户 {user} 也不能建它。',
    en: 'The role {role} is not usable and the user {user} cannot make it so.',
    next: {
      zh: '请数据库管理员运行 CREATE ROLE {role} NOLOGIN; GRANT {role} TO {user}; 然后再启动。',
      en: 'Its administrator runs: CREATE ROLE {role} NOLOGIN; GRANT {role} TO {user}; then start.',
    },
  },
  'database.migration-changed': {
    status: 500,
    zh: '迁移文件 {file} 已经执行过，后来又被改动了。',
    en: 'The migration {file} was changed after it had been applied.',
    next: {
      zh: '请恢复原文件；要改结构，请新写一个迁移。',
      en: 'Bring the old file back; a change of the schema needs a new migration.',
    },
  },
  'database.migration-failed': {
    status: 500,
    zh: '迁移 {file} 没有成功，已全部撤回：{reason}。',
    en: 'The migration {file} failed and was undone: {reason}.',
    next: {
      zh: '数据没有变。请把这句话发给维护人员。',
      en: 'The data are unchanged. Send this sentence to those who maintain the program.',
    },
  },
  'database.newer-than-program': {
    status: 500,
    zh: '数据库已经执行过本程序没有的迁移 {file}：它是更新的程序建的。',
    en: 'The database has the migration {file}, which this program lacks: a newer one made it.',
    next: { zh: '请用更新的程序启动。', en: 'Start the newer program.' },
  },
  'database.other-district': {
    status: 403,
    zh: '这条记录不属于当前的区县，不能写入。',
    en: 'This record belongs to another district and was not written.',
    next: { zh: '请在它所属的区县里操作。', en: 'Work in the district it belongs to.' },
  },
  'config.invalid': {
    status: 500,
    zh: '设置 {name} 的值“{value}”不能用：{ruleZh}。',
    en: 'The setting {name} cannot be “{value}”: {ruleEn}.',
    next: {
      zh: '请改正环境变量 {name} 后再启动。',
      en: 'Correct the variable {name} and start again.',
    },
  },
  'server.port-taken': {
    status: 500,
    zh: '端口 {port} 已经被别的程序占用。',
    en: 'The port {port} is taken by another program.',
    next: {
      zh: '请停掉那个程序，或换一个端口：PORT=8081 npm start。',
      en: 'Stop that program or choose another port: PORT=8081 npm start.',
    },
  },
  'server.cannot-listen': {
    status: 500,
    zh: '不能在 {host}:{port} 上提供服务（{reason}）。',
    en: 'Cannot listen on {host}:{port} ({reason}).',
    next: {
      zh: '请检查 HOST 和 PORT；小于 1024 的端口需要管理员权限。',
      en: 'Check HOST and PORT; ports below 1024 need an administrator.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
