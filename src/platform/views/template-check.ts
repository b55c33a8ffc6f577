import Handlebars from 'handlebars';
import type { Translator } from '../i18n/index.js';
import type { Assets } from './assets.js';
import type { IconSet } from './icons.js';
import type { TemplateFile } from './template-files.js';

export interface CheckNeeds {
  translator: Translator;
  assets: Assets;
  icons: IconSet;
}

/** @throws naming every fault of every template: triple braces, unknown partial, sentence, icon or asset, two of one name */
export function checkTemplates(files: TemplateFile[], needs: CheckNeeds): void {
  const problems = [...doubles(files), ...files.flatMap((file) => faultsOf(file, files, needs))];
  if (problems.length > 0) throw new Error(`Templates are wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
}

/** Every fault of one template, each with file and line. */
export function faultsOf(file: TemplateFile, files: TemplateFile[], needs: CheckNeeds): string[] {
  const inspector = new Inspector(new Set(files.filter(({ kind }) => kind === 'partial').map(({ name }) => name)), needs);
  try {
    inspector.accept(Handlebars.parse(file.source));
  } catch (error) {
    return [`${file.path}: ${error instanceof Error ? error.message : String(error)}`];
  }
  return inspector.faults.map(({ line, fault }) => `${file.path}:${line}: ${fault}`);
}

class Inspector extends Handlebars.Visitor {
  readonly faults: { line: number; fault: string }[] = [];

  constructor(
    private readonly partials: Set<string>,
    private readonly needs: CheckNeeds,
  ) {
    super();
  }

  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    if (!node.escaped) this.report(node, 'triple braces write text as HTML: return Markup from a sanitiser instead');
    this.checkCall(node);
    super.MustacheStatement(node);
  }

  override SubExpression(node: hbs.AST.SubExpression): void {
    this.checkCall(node);
    super.SubExpression(node);
  }

  override PartialStatement(node: hbs.AST.PartialStatement): void {
    this.checkPartial(node);
    super.PartialStatement(node);
  }

  override PartialBlockStatement(node: hbs.AST.PartialBlockStatement): void {
    this.checkPartial(node);
    super.PartialBlockStatement(node);
  }

  private checkPartial(node: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement): void {
    if (node.name.type !== 'PathExpression') return;
    const name = (node.name as hbs.AST.PathExpression).original;
    if (name !== '@partial-block' && !this.partials.has(name)) this.report(node, `unknown partial "${name}"`);
  }

  private checkCall(node: { path: hbs.AST.Node; params: hbs.AST.Expression[]; loc: hbs.AST.SourceLocation }): void {
    const helper = node.path.type === 'PathExpression' ? (node.path as hbs.AST.PathExpression).original : '';
    const [first] = node.params;
    if (first?.type !== 'StringLiteral') return;
    const name = (first as hbs.AST.StringLiteral).value;
    if (helper === 't' && !this.needs.translator.has(name)) this.report(node, `no sentence "${name}"`);
    if (helper === 'icon' && !this.needs.icons.has(name)) this.report(node, `no icon "${name}"`);
    if (helper === 'asset') this.attempt(node, () => this.needs.assets.href(name));
  }

  private attempt(node: { loc: hbs.AST.SourceLocation }, look: () => unknown): void {
    try {
      look();
    } catch (error) {
      this.report(node, error instanceof Error ? error.message : String(error));
    }
  }

  private report(node: { loc: hbs.AST.SourceLocation }, fault: string): void {
    this.faults.push({ line: node.loc.start.line, fault });
  }
}

function doubles(files: TemplateFile[]): string[] {
  const seen = new Set<string>();
  return files.flatMap(({ kind, name, path }) => {
    const key = `${kind} ${name}`;
    if (seen.has(key)) return [`${path}: there is another ${key}`];
    seen.add(key);
    return [];
  });
}
