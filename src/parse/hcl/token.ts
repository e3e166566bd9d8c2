/** Token kinds: plain numbers, and typed so, because the lexer's current kind changes under TypeScript's feet. */
export const Token = {
  EndOfFile: 0,
  Newline: 1,
  Space: 2,
  Comment: 3,
  Identifier: 4,
  Number: 5,
  /** The quote that opens a template, and the one that closes it. */
  OpenQuote: 6,
  CloseQuote: 7,
  /** `<<NAME` or `<<-NAME` with its line end; and the line that closes it, without its line end. */
  OpenHeredoc: 8,
  CloseHeredoc: 9,
  /** Literal text of a template; in a heredoc never more than one line. */
  Text: 10,
  /** `${` or `${~`. */
  OpenInterpolation: 11,
  /** `%{` or `%{~`. */
  OpenDirective: 12,
  /** `}` or `~}` that ends an interpolation or directive. */
  CloseSequence: 13,
  OpenBrace: 14,
  CloseBrace: 15,
  OpenBracket: 16,
  CloseBracket: 17,
  OpenParenthesis: 18,
  CloseParenthesis: 19,
  Comma: 20,
  Dot: 21,
  Ellipsis: 22,
  Colon: 23,
  DoubleColon: 24,
  Question: 25,
  Assign: 26,
  Arrow: 27,
  Or: 28,
  And: 29,
  Equal: 30,
  NotEqual: 31,
  Less: 32,
  LessOrEqual: 33,
  Greater: 34,
  GreaterOrEqual: 35,
  Plus: 36,
  Minus: 37,
  Star: 38,
  Slash: 39,
  Percent: 40,
  Not: 41,
  /** A character or number that HCL does not know. */
  Bad: 42,
};
