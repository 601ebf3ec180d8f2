import { type NodeClass, type NunjucksNode, nunjucksNodes } from '../nunjucks.adapter.js';

type Expression = NunjucksNode;

export interface LiteralNode extends NunjucksNode {
  readonly value: unknown;
}
export interface NameNode extends NunjucksNode {
  readonly value: string;
}
export interface ItemsNode extends NunjucksNode {
  readonly children: Expression[];
}
export interface PairNode extends NunjucksNode {
  readonly key: Expression;
  readonly value: Expression;
}
export interface BinaryNode extends NunjucksNode {
  readonly left: Expression;
  readonly right: Expression;
}
export interface ArithmeticNode extends BinaryNode {
  readonly operator: string;
}
export interface UnaryNode extends NunjucksNode {
  readonly target: Expression;
}
export interface InlineIfNode extends NunjucksNode {
  readonly cond: Expression;
  readonly body: Expression;
  readonly else_: Expression | null;
}
export interface CompareNode extends NunjucksNode {
  readonly expr: Expression;
  readonly ops: readonly { readonly operator: string; readonly operand: Expression }[];
}
export interface AttributeNode extends NunjucksNode {
  readonly target: Expression;
  readonly name: string;
}
export interface ItemNode extends NunjucksNode {
  readonly target: Expression;
  readonly key: Expression;
}
export interface SliceNode extends NunjucksNode {
  readonly target: Expression;
  readonly bounds: readonly (Expression | null)[];
}
/** Arguments of a call, filter or test, in source order within each kind. */
export interface Arguments {
  readonly positional: readonly { readonly value: Expression; readonly spread: boolean }[];
  /** `name` is null for `**mapping`. */
  readonly named: readonly { readonly name: string | null; readonly value: Expression }[];
}
export interface CallNode extends NunjucksNode {
  readonly target: Expression;
  readonly arguments: Arguments;
}
export interface FilterNode extends NunjucksNode {
  /** Null where the value is the text of a block. */
  readonly input: Expression | null;
  readonly name: string;
  readonly arguments: Arguments;
}
export interface TestNode extends NunjucksNode {
  readonly input: Expression;
  readonly name: string;
  readonly arguments: Arguments;
}
/** What is assigned to: a name, an attribute of a namespace, or several of them. */
export type Target =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly name: string; readonly attribute: string }
  | { readonly kind: 'tuple'; readonly items: readonly Target[] };
export interface Parameter {
  readonly name: string;
  readonly fallback: Expression | null;
}
export interface IfNode extends NunjucksNode {
  readonly branches: readonly { readonly cond: Expression; readonly body: NunjucksNode }[];
  readonly otherwise: NunjucksNode | null;
}
export interface ForNode extends NunjucksNode {
  readonly loopTarget: Target;
  readonly iterable: Expression;
  readonly condition: Expression | null;
  readonly body: NunjucksNode;
  readonly otherwise: NunjucksNode | null;
}
export interface SetNode extends NunjucksNode {
  readonly assigned: Target;
  readonly value: Expression;
}
export interface SetBlockNode extends NunjucksNode {
  readonly assigned: Target;
  readonly filters: readonly FilterNode[];
  readonly body: NunjucksNode;
}
export interface MacroNode extends NunjucksNode {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: NunjucksNode;
  /** Names that the body uses: varargs, kwargs and caller are accepted only where they are used. */
  readonly used: ReadonlySet<string>;
}
export interface CallBlockNode extends NunjucksNode {
  readonly call: CallNode;
  readonly caller: MacroNode;
}
export interface FilterBlockNode extends NunjucksNode {
  readonly filters: readonly FilterNode[];
  readonly body: NunjucksNode;
}
export interface WithNode extends NunjucksNode {
  readonly values: readonly { readonly assigned: Target; readonly value: Expression }[];
  readonly body: NunjucksNode;
}

const extend = <T extends NunjucksNode>(name: string, ...fields: string[]): NodeClass<T> => {
  const base = nunjucksNodes['Node'];
  if (!base) throw new Error('nunjucks exports no Node');
  return base.extend<T>(name, { fields });
};

/** nunjucks' own nodes where they fit, and those that Jinja2 has and nunjucks lacks. */
export const nodes = {
  Literal: nunjucksNodes['Literal'] as NodeClass<LiteralNode>,
  Name: nunjucksNodes['Symbol'] as NodeClass<NameNode>,
  List: nunjucksNodes['Array'] as NodeClass<ItemsNode>,
  Dict: nunjucksNodes['Dict'] as NodeClass<ItemsNode>,
  Pair: nunjucksNodes['Pair'] as NodeClass<PairNode>,
  Or: nunjucksNodes['Or'] as NodeClass<BinaryNode>,
  And: nunjucksNodes['And'] as NodeClass<BinaryNode>,
  Not: nunjucksNodes['Not'] as NodeClass<UnaryNode>,
  Neg: nunjucksNodes['Neg'] as NodeClass<UnaryNode>,
  Pos: nunjucksNodes['Pos'] as NodeClass<UnaryNode>,
  Concat: nunjucksNodes['Concat'] as NodeClass<BinaryNode>,
  InlineIf: nunjucksNodes['InlineIf'] as NodeClass<InlineIfNode>,
  Output: nunjucksNodes['Output'] as NodeClass<ItemsNode>,
  Tuple: extend<ItemsNode>('Tuple', 'children'),
  Arithmetic: extend<ArithmeticNode>('Arithmetic', 'left', 'right', 'operator'),
  Compare: extend<CompareNode>('CompareChain', 'expr', 'ops'),
  Attribute: extend<AttributeNode>('Attribute', 'target', 'name'),
  Item: extend<ItemNode>('Item', 'target', 'key'),
  Slice: extend<SliceNode>('Slice', 'target', 'bounds'),
  Call: extend<CallNode>('Call', 'target', 'arguments'),
  Filter: extend<FilterNode>('FilterCall', 'input', 'name', 'arguments'),
  Test: extend<TestNode>('TestCall', 'input', 'name', 'arguments'),
  If: extend<IfNode>('IfBlock', 'branches', 'otherwise'),
  For: extend<ForNode>('ForBlock', 'loopTarget', 'iterable', 'condition', 'body', 'otherwise'),
  Set: extend<SetNode>('SetValue', 'assigned', 'value'),
  SetBlock: extend<SetBlockNode>('SetBlock', 'assigned', 'filters', 'body'),
  Macro: extend<MacroNode>('MacroBlock', 'name', 'parameters', 'body', 'used'),
  CallBlock: extend<CallBlockNode>('CallBlock', 'call', 'caller'),
  FilterBlock: extend<FilterBlockNode>('FilterBlock', 'filters', 'body'),
  With: extend<WithNode>('WithBlock', 'values', 'body'),
  Do: extend<NunjucksNode & { readonly value: Expression }>('Do', 'value'),
  Break: extend<NunjucksNode>('Break'),
  Continue: extend<NunjucksNode>('Continue'),
};
