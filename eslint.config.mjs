import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const platformOnly = 'The environment is read in platform/config only.';

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.data/**', '.tmp/**', 'coverage/**'] },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      'no-unexpected-multiline': 'off', // prettier decides where lines break
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: platformOnly }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/main.ts', 'src/worker.ts', 'src/cli.ts', 'src/boot/**', 'test/**', 'bench/**'],
    rules: { 'no-restricted-properties': 'off' },
  },
  { files: ['test/**', '**/*.spec.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  {
    files: ['public/js/**'],
    languageOptions: {
      sourceType: 'script',
      globals: {
        document: 'readonly',
        window: 'readonly',
        navigator: 'readonly',
        HTMLElement: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        location: 'readonly',
        self: 'readonly',
        caches: 'readonly',
        URL: 'readonly',
        matchMedia: 'readonly',
        localStorage: 'readonly',
        HTMLSelectElement: 'readonly',
        CSS: 'readonly',
      },
    },
  },
  {
    files: ['scripts/**', '**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        globalThis: 'readonly',
        setTimeout: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
      },
    },
  },
);
