// The environment, read once and checked, as one typed value. Knows no other part of the program.

import { join, resolve } from 'node:path';
import { fail } from './core/errors.ts';

/** All that can be set from outside; the table for operators is in docs. */
export type Config = {
  /** PORT; 0 takes any free one. Default 8080. */
  readonly port: number;
  /** HOST. Default 127.0.0.1: this machine only. */
  readonly host: string;
  /** QINGNUAN_DATA, absolute. Default `.data` beside package.json. */
  readonly dataFolder: string;
  /** DATABASE_URL: a PostgreSQL server instead of the built-in database. */
  readonly databaseUrl: string | undefined;
  /** PG_BIN_DIR: a system's PostgreSQL programs for the built-in database. */
  readonly pgBinDir: string | undefined;
  /** QINGNUAN_DB_USER: the user that runs the built-in database when started as root. */
  readonly databaseUser: string | undefined;
  /** QINGNUAN_ADMIN_PASSWORD: the first administrator's password instead of a random one. */
  readonly adminPassword: string | undefined;
  /** QINGNUAN_AUTH_SECRET: the secret of the sessions instead of the one in the data folder. */
  readonly authSecret: string | undefined;
  /** QINGNUAN_PUBLIC_URL: the address people use when a proxy with https stands before. */
  readonly publicUrl: string | undefined;
  /** QINGNUAN_DEMO: whether an empty data folder gets the demo district; a server's does not. */
  readonly hasDemo: boolean;
  /** QINGNUAN_LOG: the least level that is logged. Default warn. */
  readonly logLevel: string;
};

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const ROOT = join(import.meta.dirname, '..');

/** Reads the environment; refuses nonsense with `config.invalid`. Empty counts as not set. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const find = (name: string): string | undefined => env[name]?.trim() || undefined;
  // npm changes into the package's folder; what a person types is meant from where they stand.
  const path = (value: string): string => resolve(env['INIT_CWD'] ?? process.cwd(), value);
  const pgBinDir = find('PG_BIN_DIR');
  const databaseUrl = readDatabaseUrl(find('DATABASE_URL'));
  return {
    port: readPort(find('PORT') ?? '8080'),
    host: readHost(find('HOST') ?? '127.0.0.1'),
    dataFolder: path(find('QINGNUAN_DATA') ?? join(ROOT, '.data')),
    databaseUrl,
    pgBinDir: pgBinDir === undefined ? undefined : path(pgBinDir),
    databaseUser: find('QINGNUAN_DB_USER'),
    adminPassword: find('QINGNUAN_ADMIN_PASSWORD'),
    authSecret: find('QINGNUAN_AUTH_SECRET'),
    publicUrl: readPublicUrl(find('QINGNUAN_PUBLIC_URL')),
    hasDemo: readSwitch('QINGNUAN_DEMO', find('QINGNUAN_DEMO') ?? (databaseUrl ? '0' : '1')),
    logLevel: readLevel(find('QINGNUAN_LOG') ?? 'warn'),
  };
}

function readPort(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  return refuse('PORT', value, '端口是 0 到 65535 的整数', 'a port is a whole number up to 65535');
}

function readHost(value: string): string {
  if (/^[\w.:-]+$/.test(value)) return value;
  return refuse('HOST', value, '要写地址或主机名', 'it is an address or the name of a host');
}

function readDatabaseUrl(value: string | undefined): string | undefined {
  if (value === undefined || /^postgres(ql)?:\/\//.test(value)) return value;
  // The value may hold a password, so it is not repeated.
  return refuse('DATABASE_URL', '…', '要以 postgresql:// 开头', 'it begins with postgresql://');
}

function readPublicUrl(value: string | undefined): string | undefined {
  if (value === undefined || /^https?:\/\/[\w.-]+(:\d{1,5})?\/?$/.test(value)) return value;
  const [ruleZh, ruleEn] = [
    '要像 https://nuan.example.cn 这样',
    'it is like https://nuan.example.cn',
  ];
  return refuse('QINGNUAN_PUBLIC_URL', value, ruleZh, ruleEn);
}

function readSwitch(name: string, value: string): boolean {
  if (value === '0' || value === '1') return value === '1';
  return refuse(name, value, '只能是 0 或 1', 'it is 0 or 1');
}

function readLevel(value: string): string {
  if (LOG_LEVELS.includes(value)) return value;
  const words = LOG_LEVELS.join(', ');
  return refuse('QINGNUAN_LOG', value, `只能是 ${words} 之一`, `it is one of ${words}`);
}

function refuse(name: string, value: string, ruleZh: string, ruleEn: string): never {
  return fail('config.invalid', { name, value, ruleZh, ruleEn });
}
