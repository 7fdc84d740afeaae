// Text in both languages of the product: Chinese first, English beside it.

import { z } from 'zod';

/** A label or sentence in both languages. */
export const Text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Text = z.infer<typeof Text>;
export type Language = 'zh' | 'en';
