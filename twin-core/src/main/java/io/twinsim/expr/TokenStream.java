package io.twinsim.expr;

import io.twinsim.InputException;
import java.util.List;

/** The tokens of a formula with a position, and the refusals that show it. */
final class TokenStream {

    private final Formula formula;
    private final List<Token> tokens;
    private int next;

    TokenStream(Formula formula) {
        this.formula = formula;
        this.tokens = new Lexer(formula).tokens();
    }

    Token peek() {
        return tokens.get(next);
    }

    /** The token after the next one. */
    Token second() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean skipSign(String sign) {
        boolean found = peek().isSign(sign);
        if (found) {
            take();
        }
        return found;
    }

    void expectSign(String sign, String after) {
        if (!skipSign(sign)) {
            throw refuse("expected \"" + sign + "\" after " + after + ", got " + peek().shown());
        }
    }

    /** Whether {@code stream: 'x'} comes next. */
    boolean atStream() {
        return peek().isWord("stream") && second().isSign(":")
                && tokens.get(Math.min(next + 2, tokens.size() - 1)).type() == Token.Type.LABEL;
    }

    Mark mark(Token token) {
        return Mark.of(formula, token.offset());
    }

    InputException refuse(String message) {
        return refuse(message, peek());
    }

    InputException refuse(String message, Token token) {
        return formula.refuse(message, token.offset());
    }
}
