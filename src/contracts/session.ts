// Signing in and out, who I am, and changing one's password.

import { z } from 'zod';
import { passwordLengthMax, roles } from '../people/model.ts';
import { contract, PlaceKey } from './contract.ts';

export const RoleName = z.enum(roles);

export const Grant = z
  .object({
    role: RoleName,
    place: PlaceKey.nullable(),
    placeName: z.string().nullable(),
  })
  .meta({ id: 'RoleGrant' });

export const Me = z
  .object({
    personId: z.string(),
    username: z.string(),
    name: z.string(),
    organisation: z.object({ organisationId: z.string(), name: z.string() }),
    district: z.object({ code: z.number().int(), name: z.string() }),
    roles: z.array(Grant),
    /** True while the password is the one-time one: only changing it and signing out work. */
    mustChangePassword: z.boolean(),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

const Password = z
  .string()
  .min(1)
  .max(passwordLengthMax * 4);

export const signIn = contract({
  method: 'POST',
  path: '/api/session',
  summary: { zh: '登录', en: 'Sign in' },
  access: 'public',
  body: z.strictObject({ username: z.string().trim().min(1).max(60), password: Password }),
  reply: Me,
  errors: [
    'session.wrong-credentials',
    'session.account-disabled',
    'session.locked',
    'http.too-many-requests',
  ],
});

export const whoAmI = contract({
  method: 'GET',
  path: '/api/session',
  summary: { zh: '当前登录人', en: 'Who is signed in' },
  access: 'signed-in',
  reply: Me,
  errors: [],
});

export const signOut = contract({
  method: 'DELETE',
  path: '/api/session',
  summary: { zh: '退出登录', en: 'Sign out' },
  access: 'public',
  reply: z.object({ signedOut: z.literal(true) }),
  errors: [],
});

export const changePassword = contract({
  method: 'PUT',
  path: '/api/session/password',
  summary: { zh: '修改自己的密码', en: 'Change my password' },
  access: 'signed-in',
  body: z.strictObject({ current: Password, next: Password }),
  reply: Me,
  errors: [
    'session.wrong-password',
    'session.password-refused',
    'session.password-unchanged',
    'session.locked',
  ],
});

/** How far an invented district is made; absent where the data is real. */
export const DemoProgress = z
  .object({
    state: z.enum(['making', 'ready', 'failed']),
    done: z.number().int(),
    total: z.number().int(),
  })
  .meta({ id: 'DemoProgress' });
export type DemoProgress = z.infer<typeof DemoProgress>;

export const health = contract({
  method: 'GET',
  path: '/api/health',
  summary: { zh: '系统是否可用', en: 'Is the system ready' },
  access: 'public',
  reply: z.object({ status: z.literal('ok'), demo: DemoProgress.optional() }),
  errors: ['http.unavailable'],
});
