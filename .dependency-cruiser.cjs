// Who may import whom. The table is explained in ARCHITECTURE.md; test/tidy.test.ts proves that
// this check really saw the modules.

const capability =
  'people|places|documents|programmes|households|groups|enterprises|works|acceptance|funds|' +
  'supervision|service|monitoring|emissions|planning|audit';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-imports-zod-only',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src/core/|node_modules/zod/' },
    },
    {
      name: 'rules-and-heat-are-pure',
      comment: 'They run in the browser: core, zod and the YAML reader only.',
      severity: 'error',
      from: { path: '^src/(rules|heat)/', pathNot: '\\.(test|testing)\\.ts$' },
      to: { pathNot: '^src/(core|rules|heat)/|node_modules/(zod|yaml)/' },
    },
    {
      name: 'db-imports-core',
      severity: 'error',
      from: { path: '^src/db/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(core|db|config\\.ts)' },
    },
    {
      name: 'journal-imports-core-and-db',
      severity: 'error',
      from: { path: '^src/journal/', pathNot: '\\.test\\.ts$|/cli\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(core|db|journal)/' },
    },
    {
      name: 'actions-are-below-the-capabilities',
      severity: 'error',
      from: { path: '^src/actions/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(core|db|journal|actions)/|^src/people/model\\.ts$' },
    },
    {
      name: 'office-imports-core',
      comment: 'The only place that knows file formats knows nothing of what they hold.',
      severity: 'error',
      from: { path: '^src/office/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(core|office)/' },
    },
    {
      name: 'models-are-pure',
      severity: 'error',
      from: { path: `^src/(${capability})/model\\.ts$` },
      to: {
        path: '^src/|node_modules',
        pathNot: '^src/(core|rules|heat|contracts)/|/model\\.ts$|node_modules/zod/',
      },
    },
    {
      name: 'no-actions-of-another-capability',
      comment: 'Capabilities meet through their models and queries, never through their writes.',
      severity: 'error',
      from: { path: `^src/(${capability})/`, pathNot: '\\.(test|testing)\\.ts$' },
      to: { path: `^src/(${capability})/actions\\.ts$`, pathNot: '^src/$1/' },
    },
    {
      name: 'contracts-are-browser-safe',
      severity: 'error',
      from: { path: '^src/contracts/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src/(core|rules|heat|contracts)/|/model\\.ts$|node_modules/zod/' },
    },
    {
      name: 'web-imports-no-server',
      severity: 'error',
      from: { path: '^(web|field)/', pathNot: '\\.config\\.ts$|\\.test\\.tsx?$' },
      to: { path: '^src/', pathNot: '^src/(core|rules|heat|contracts)/|/model\\.ts$' },
    },
    {
      name: 'web-ui-knows-no-routes-and-no-api',
      severity: 'error',
      from: { path: '^web/ui/' },
      to: { path: '^web/(pages|api|router)' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '\\.(test|testing)\\.tsx?$|^(test|bench|scripts)/' },
      to: { path: '\\.(test|testing)\\.tsx?$|^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};
