// Tells TypeScript what Vite makes of imported style sheets and pictures, and the type of Ant
// Design's word lists, whose files Vite finds and TypeScript's Node resolution does not.
/// <reference types="vite/client" />

declare module 'antd/es/locale/*' {
  import type { ConfigProviderProps } from 'antd';

  const locale: NonNullable<ConfigProviderProps['locale']>;
  export default locale;
}
