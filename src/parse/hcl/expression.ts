import type {
  BinaryOperator,
  Call,
  Expression,
  For,
  GetAttribute,
  ObjectItem,
  Splat,
  SplatRest,
} from "./ast.ts";
import { endAt } from "./end-at.ts";
import type { Lexer } from "./lexer.ts";
import type { Problems } from "./problems.ts";
import { TemplateParser } from "./template.ts";
import { Token } from "./token.ts";

/** Expressions inside expressions: parentheses, tuples, objects, arguments, templates. */
const MAX_DEPTH = 200;
/** Height of the tree, which operators and traversals in a row add to: those who walk it may recurse. */
const MAX_HEIGHT = 1000;
/** What of the scanner's numbers is one (Go's big.ParseFloat, which HashiCorp's parser asks). */
const NUMBER = /^\d+(\.\d*)?([eE][+-]?\d{1,9})?$/;

/** Binding strength by token kind; 0 for what is no binary operator (HCL spec, "Operations"). */
const precedence = new Uint8Array(Token.Bad + 1);
const operators: BinaryOperator[] = [];
function operator(kind: number, strength: number, text: BinaryOperator): void {
  precedence[kind] = strength;
  operators[kind] = text;
}
operator(Token.Or, 1, "||");
operator(Token.And, 2, "&&");
operator(Token.Equal, 3, "==");
operator(Token.NotEqual, 3, "!=");
operator(Token.Less, 4, "<");
operator(Token.LessOrEqual, 4, "<=");
operator(Token.Greater, 4, ">");
operator(Token.GreaterOrEqual, 4, ">=");
operator(Token.Plus, 5, "+");
operator(Token.Minus, 5, "-");
operator(Token.Star, 6, "*");
operator(Token.Slash, 6, "/");
operator(Token.Percent, 6, "%");

/**
 * Reads expressions: the current token of the lexer is the first of the expression before a call, and the first
 * behind it afterwards. A failure is reported once and halts the lexer, so that every loop here ends by itself.
 */
export class ExpressionParser {
  readonly lex: Lexer;
  readonly problems: Problems;
  /** Height of the expression read last. */
  height = 0;
  #depth = 0;
  readonly #templates: TemplateParser;

  constructor(lex: Lexer, problems: Problems) {
    this.lex = lex;
    this.problems = problems;
    this.#templates = new TemplateParser(this);
  }

  /** Any expression. */
  parse(): Expression {
    if (this.#depth >= MAX_DEPTH) return this.tooDeep();
    this.#depth++;
    const first = this.#binary(1);
    const result = this.lex.kind === Token.Question ? this.#conditional(first) : first;
    this.#depth--;
    return result;
  }

  /** A template in quotes; the current token is the opening quote. */
  quoted(): Expression {
    return this.#templates.quoted();
  }

  /** Reports the first failure of an attribute and halts the lexer. */
  fail(message: string, hint: string, start = this.lex.start, end = this.lex.end): Expression {
    this.problems.add("hcl-syntax", start, end, message, hint);
    return this.#halt(start, end);
  }

  /** As `fail`, for what is nested deeper than the limit. */
  tooDeep(start = this.lex.start, end = this.lex.end): Expression {
    const message = "Expressions are nested too deep here.";
    this.problems.add("hcl-depth", start, end, message, "Move inner parts into local values.");
    return this.#halt(start, end);
  }

  #halt(start: number, end: number): Expression {
    this.problems.failed = true;
    this.lex.halt();
    this.height = 1;
    return { kind: "invalid", start, end };
  }

  /** `else` arms may form a long row; it is read in a loop and put together from its end. */
  #conditional(first: Expression): Expression {
    const lex = this.lex;
    const conditions = [first];
    const thens: Expression[] = [];
    let height = this.height;
    let last = first;
    while (lex.kind === Token.Question) {
      lex.next();
      thens.push(this.parse());
      height = Math.max(height, this.height);
      if (lex.kind !== Token.Colon) {
        return this.fail("A conditional needs its second result.", "Write: condition ? one : other.");
      }
      lex.next();
      last = this.#binary(1);
      height = Math.max(height, this.height);
      if (lex.kind === Token.Question) conditions.push(last);
    }
    this.height = height + thens.length;
    if (this.height > MAX_HEIGHT) return this.tooDeep(first.start);
    for (let i = thens.length - 1; i >= 0; i--) {
      const condition = conditions[i] ?? first;
      const then = thens[i] ?? first;
      last = { kind: "conditional", condition, then, else: last, start: condition.start, end: last.end };
    }
    return last;
  }

  #binary(strength: number): Expression {
    const lex = this.lex;
    let left = this.#term();
    let kind = lex.kind;
    let bound = precedence[kind] ?? 0;
    if (bound < strength || bound === 0) return left;
    let height = this.height;
    do {
      lex.next();
      const right = this.#binary(bound + 1);
      height = Math.max(height, this.height) + 1;
      if (height > MAX_HEIGHT) return this.tooDeep(left.start);
      const sign = operators[kind] ?? "+";
      left = { kind: "binary", operator: sign, left, right, start: left.start, end: right.end };
      kind = lex.kind;
      bound = precedence[kind] ?? 0;
    } while (bound >= strength && bound > 0);
    this.height = height;
    return left;
  }

  /** A primary expression with its signs and traversals; signs bind weaker than traversals only. */
  #term(): Expression {
    const lex = this.lex;
    if (lex.kind !== Token.Minus && lex.kind !== Token.Not) return this.#traversed();
    const starts: number[] = [];
    const signs: Array<"-" | "!"> = [];
    while (lex.kind === Token.Minus || lex.kind === Token.Not) {
      starts.push(lex.start);
      signs.push(lex.kind === Token.Minus ? "-" : "!");
      lex.next();
    }
    let operand = this.#traversed();
    this.height += signs.length;
    if (this.height > MAX_HEIGHT) return this.tooDeep(starts[0]);
    for (let i = signs.length - 1; i >= 0; i--) {
      const start = starts[i] ?? operand.start;
      operand = { kind: "unary", operator: signs[i] ?? "-", operand, start, end: operand.end };
    }
    return operand;
  }

  #traversed(): Expression {
    const lex = this.lex;
    let object = this.#primary();
    let kind = lex.kind;
    if (kind !== Token.Dot && kind !== Token.OpenBracket) return object;
    let height = this.height;
    for (;;) {
      if (kind === Token.Dot) {
        const name = this.#member();
        if (name === undefined) object = this.#splat(object, false);
        else
          object = { kind: "get", object, name, start: object.start, end: lex.previousEnd } as GetAttribute;
      } else if (kind === Token.OpenBracket) {
        const key = this.#key();
        height = Math.max(height, this.height);
        if (key === undefined) object = this.#splat(object, true);
        else object = { kind: "index", object, key, start: object.start, end: lex.previousEnd };
      } else {
        break;
      }
      height++;
      if (height > MAX_HEIGHT) return this.tooDeep(object.start);
      kind = lex.kind;
    }
    this.height = height;
    return object;
  }

  /** After a dot: a name or legacy index; undefined for a star. */
  #member(): string | undefined {
    const lex = this.lex;
    if (lex.numberAfterDot()) {
      const digits = lex.text.slice(lex.start, lex.end);
      if (digits.includes(".")) {
        this.fail("Two indexes with dots cannot follow each other.", "Write them in brackets: object[0][1].");
        return "";
      }
      lex.next();
      return /[eE]/.test(digits) ? String(Number(digits)) : digits;
    }
    lex.next();
    if (lex.kind === Token.Star) {
      lex.next();
      return undefined;
    }
    if (lex.kind !== Token.Identifier) {
      this.fail("An attribute name must follow the dot.", "Write object.name, or object[0] for an element.");
      return "";
    }
    const name = lex.text.slice(lex.start, lex.end);
    lex.next();
    return name;
  }

  /** Between brackets: the key; undefined for a star. */
  #key(): Expression | undefined {
    const lex = this.lex;
    const outer = lex.skipNewlines;
    lex.skipNewlines = true;
    let key: Expression | undefined;
    this.height = 1;
    if (lex.next() === Token.Star) lex.next();
    else key = this.parse();
    this.#close(Token.CloseBracket, "]", outer);
    return key;
  }

  /** Ends a bracketed construct; gives the offset behind it. */
  #close(kind: number, text: string, outer: boolean): number {
    const lex = this.lex;
    const end = lex.end;
    lex.skipNewlines = outer;
    if (lex.kind === kind) lex.next();
    else
      this.fail(`"${text}" is missing here.`, "Close what was opened, or remove what does not belong to it.");
    return end;
  }

  /** What follows the star. A full splat takes every further step; the other one only names. */
  #splat(collection: Expression, full: boolean): Splat {
    const lex = this.lex;
    const steps: Array<string | Expression> = [];
    const splat: Splat = { kind: "splat", collection, full, steps, start: collection.start, end: 0 };
    let current: SplatRest = splat;
    let links = 0;
    let height = this.height;
    while (lex.kind === Token.Dot || (full && lex.kind === Token.OpenBracket)) {
      if (++links > MAX_HEIGHT) {
        this.tooDeep(collection.start);
        break;
      }
      const dot = lex.kind === Token.Dot;
      const step: string | Expression | undefined = dot ? this.#member() : this.#key();
      if (!dot) height = Math.max(height, this.height);
      if (step !== undefined) current.steps.push(step);
      else if (!full) {
        this.fail("A splat with a dot cannot hold another one.", "Use [*] in place of the first .*");
      } else {
        const rest: SplatRest = { full: !dot, steps: [] };
        current.nested = rest;
        current = rest;
      }
    }
    endAt(splat, lex.previousEnd);
    this.height = height;
    return splat;
  }

  #primary(): Expression {
    const lex = this.lex;
    const start = lex.start;
    const end = lex.end;
    this.height = 1;
    switch (lex.kind) {
      case Token.Identifier:
        return this.#named(start, end);
      case Token.OpenQuote:
        return this.#templates.quoted();
      case Token.Number: {
        const digits = lex.text.slice(start, end);
        if (!NUMBER.test(digits)) {
          return this.fail("A number has one decimal point.", "Put a version or address in quotes.");
        }
        const value = Number(digits);
        lex.next();
        return { kind: "literal", value, start, end };
      }
      case Token.OpenBracket:
        return this.#tuple(start);
      case Token.OpenBrace:
        return this.#object(start);
      case Token.OpenParenthesis: {
        const outer = lex.skipNewlines;
        lex.skipNewlines = true;
        lex.next();
        const inner = this.parse();
        this.height++;
        return { kind: "parentheses", inner, start, end: this.#close(Token.CloseParenthesis, ")", outer) };
      }
      case Token.OpenHeredoc:
        return this.#templates.heredoc();
      default:
        return this.#noExpression();
    }
  }

  #noExpression(): Expression {
    const lex = this.lex;
    const code = lex.text.charCodeAt(lex.start);
    if (lex.kind === Token.Bad && (code === 39 || code === 0x201c || code === 0x201d || code === 96)) {
      return this.fail("This character cannot begin a string.", 'Use straight double quotes: "text".');
    }
    if (lex.kind === Token.Bad && code === 47) {
      return this.fail("The comment is not closed.", "End it with */.", lex.start, lex.start + 2);
    }
    if (lex.kind === Token.Less && lex.text.charCodeAt(lex.start + 1) === 60) {
      return this.fail("The heredoc has no valid marker.", "Write <<NAME and end the line right there.");
    }
    return this.fail("A value must stand here.", "Give an expression, or remove the attribute.");
  }

  #is(word: string, start: number, end: number): boolean {
    return end - start === word.length && this.lex.text.startsWith(word, start);
  }

  /** Whether the current token is this word, which is a keyword only in this place. */
  atWord(word: string): boolean {
    const lex = this.lex;
    return lex.kind === Token.Identifier && this.#is(word, lex.start, lex.end);
  }

  /** A call, `true`, `false`, `null`, or the root of a traversal. */
  #named(start: number, end: number): Expression {
    const lex = this.lex;
    const kind = lex.next();
    if (kind === Token.OpenParenthesis || kind === Token.DoubleColon) return this.#call(start, end);
    const length = end - start;
    if (length === 4 || length === 5) {
      if (this.#is("true", start, end)) return { kind: "literal", value: true, start, end };
      if (this.#is("false", start, end)) return { kind: "literal", value: false, start, end };
      if (this.#is("null", start, end)) return { kind: "literal", value: null, start, end };
    }
    return { kind: "variable", name: lex.text.slice(start, end), start, end };
  }

  #call(start: number, firstEnd: number): Expression {
    const lex = this.lex;
    let name = lex.text.slice(start, firstEnd);
    let nameEnd = firstEnd;
    while (lex.kind === Token.DoubleColon) {
      if (lex.next() !== Token.Identifier) {
        return this.fail("A name must follow ::", "Write provider::name::function(…).");
      }
      name += `::${lex.text.slice(lex.start, lex.end)}`;
      nameEnd = lex.end;
      lex.next();
    }
    if (lex.kind !== Token.OpenParenthesis) {
      return this.fail("A namespaced name must be called.", "Add its arguments in parentheses.");
    }
    const outer = lex.skipNewlines;
    lex.skipNewlines = true;
    lex.next();
    const args: Expression[] = [];
    let expand = false;
    let height = 0;
    while (lex.kind !== Token.CloseParenthesis) {
      args.push(this.parse());
      height = Math.max(height, this.height);
      if (lex.kind === Token.Ellipsis) {
        expand = true;
        lex.next();
        break;
      }
      if (lex.kind !== Token.Comma) break;
      lex.next();
    }
    const nameSpan = { start, end: nameEnd };
    const end = this.#close(Token.CloseParenthesis, ")", outer);
    this.height = height + 1;
    return { kind: "call", name, nameSpan, args, expand, start, end } satisfies Call;
  }

  #tuple(start: number): Expression {
    const lex = this.lex;
    const outer = lex.skipNewlines;
    lex.skipNewlines = true;
    lex.next();
    if (this.atWord("for")) return this.#for(start, false, outer);
    const items: Expression[] = [];
    let height = 0;
    while (lex.kind !== Token.CloseBracket) {
      items.push(this.parse());
      height = Math.max(height, this.height);
      if (lex.kind !== Token.Comma) break;
      lex.next();
    }
    const end = this.#close(Token.CloseBracket, "]", outer);
    this.height = height + 1;
    return { kind: "tuple", items, start, end };
  }

  #object(start: number): Expression {
    const lex = this.lex;
    const outer = lex.skipNewlines;
    lex.skipNewlines = true;
    lex.next();
    if (this.atWord("for")) return this.#for(start, true, outer);
    lex.skipNewlines = false;
    const items: ObjectItem[] = [];
    let height = 0;
    while (lex.kind !== Token.CloseBrace) {
      if (lex.kind === Token.Newline) {
        lex.next();
        continue;
      }
      const key = this.#objectKey();
      height = Math.max(height, this.height);
      if (lex.kind !== Token.Assign && lex.kind !== Token.Colon) {
        this.fail(
          "The key of an object needs a value.",
          "Write key = value, one on each line or with commas.",
        );
        break;
      }
      lex.next();
      items.push({ key, value: this.parse() });
      height = Math.max(height, this.height);
      if (lex.kind !== Token.Comma && lex.kind !== Token.Newline) break;
      lex.next();
    }
    const end = this.#close(Token.CloseBrace, "}", outer);
    this.height = height + 1;
    return { kind: "object", items, start, end };
  }

  /** A bare word is text, also where it would be a keyword or reference elsewhere. */
  #objectKey(): Expression {
    const lex = this.lex;
    const start = lex.start;
    if (lex.kind === Token.Identifier && lex.assignFollows()) {
      const end = lex.end;
      lex.next();
      this.height = 1;
      return this.#word(start, end);
    }
    const bare = lex.kind === Token.Identifier;
    const key = this.parse();
    const word = key.kind === "variable" || key.kind === "literal";
    return bare && word ? this.#word(start, key.end) : key;
  }

  #word(start: number, end: number): Expression {
    const text = this.#templates.text(start, end);
    return { kind: "template", parts: [{ kind: "text", text, start, end }], heredoc: false, start, end };
  }

  #for(start: number, object: boolean, outer: boolean): Expression {
    const lex = this.lex;
    lex.next();
    const first = this.name();
    let second: string | undefined;
    if (lex.kind === Token.Comma) {
      lex.next();
      second = this.name();
    }
    if (!this.atWord("in"))
      return this.fail('"in" is missing here.', "Write: for item in collection : result.");
    lex.next();
    const collection = this.parse();
    let height = this.height;
    if (lex.kind !== Token.Colon) {
      return this.fail('":" is missing here.', "Write: for item in collection : result.");
    }
    lex.next();
    let value = this.parse();
    height = Math.max(height, this.height);
    let key: Expression | undefined;
    if (object) {
      if (lex.kind !== Token.Arrow) {
        return this.fail("The result needs a key and a value.", "Write: {for k, v in map : k => v}.");
      }
      lex.next();
      key = value;
      value = this.parse();
      height = Math.max(height, this.height);
    }
    const grouping = object && lex.kind === Token.Ellipsis;
    if (grouping) lex.next();
    let condition: Expression | undefined;
    if (this.atWord("if")) {
      lex.next();
      condition = this.parse();
      height = Math.max(height, this.height);
    }
    const end = object
      ? this.#close(Token.CloseBrace, "}", outer)
      : this.#close(Token.CloseBracket, "]", outer);
    this.height = height + 1;
    const valueName = second ?? first;
    const node: For = { kind: "for", valueName, collection, value, grouping, start, end };
    if (second !== undefined) node.keyName = first;
    if (key !== undefined) node.key = key;
    if (condition !== undefined) node.condition = condition;
    return node;
  }

  /** The name of a variable that `for` declares. */
  name(): string {
    const lex = this.lex;
    if (lex.kind !== Token.Identifier) {
      this.fail("The name of a variable must stand here.", "Write: for item in collection.");
      return "";
    }
    const name = lex.text.slice(lex.start, lex.end);
    lex.next();
    return name;
  }
}
