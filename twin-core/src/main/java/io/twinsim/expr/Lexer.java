package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a formula into tokens, their text in Unicode's normal form NFC: two spellings of a name are one name. Signs of
 * other languages are refused with the way to write them here.
 */
final class Lexer {

    /** Signs, longer ones before their beginnings. */
    private static final List<String> SIGNS =
            List.of("<=", ">=", "==", "!=", "<>", "=", "<", ">", "+", "-", "*", "/", "(", ")", "{", "}", ",", ":");

    private static final Map<String, String> FOREIGN = Map.of(
            "**", "write pow(x, y)", "^", "write pow(x, y)", "%", "write x - n * floor(x / n)",
            "&", "write and", "|", "write or", "!", "write not", "?", "write if(condition, a, b)",
            "\"", "labels stand in single quotes, names in backticks");

    private final Formula formula;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    Lexer(Formula formula) {
        this.formula = formula;
        this.text = formula.text();
    }

    static boolean isName(String name) {
        if (name.isEmpty() || !startsName(name.codePointAt(0))) {
            return false;
        }
        return name.codePoints().allMatch(Lexer::continuesName);
    }

    /** Whether a text is a name, or names and stars with dots between them that begin with a name. */
    static boolean isPath(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            return isName(text);
        }
        return isName(text.substring(0, dot)) && Arrays.stream(text.substring(dot + 1).split("\\.", -1))
                .allMatch(part -> part.equals("*") || isName(part));
    }

    /** Whether a name stands for several, as {@code level.*.serotonin} does. */
    static boolean isWildcard(String name) {
        return name.contains(".*") && isPath(name);
    }

    List<Token> tokens() {
        int unpaired = Names.unpairedSurrogate(text);
        if (unpaired >= 0) {
            throw formula.refuse("a formula must have no unpaired surrogates, got "
                    + Names.quote(text.substring(unpaired, unpaired + 1)), unpaired);
        }
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (Character.isWhitespace(c)) {
                at += Character.charCount(c);
            } else if (isDigit(at) || c == '.' && isDigit(at + 1)) {
                number();
            } else if (startsName(c)) {
                int start = at;
                add(Token.Type.WORD, path(), start);
            } else if (c == '\'') {
                quoted(Token.Type.LABEL, '\'', "a label");
            } else if (c == '`') {
                quoted(Token.Type.QUOTED_NAME, '`', "a name");
            } else if (c == '$') {
                dollar();
            } else {
                sign();
            }
        }
        add(Token.Type.END, "", at);
        return tokens;
    }

    private void add(Token.Type type, String content, int start) {
        tokens.add(new Token(type, Normalizer.normalize(content, Normalizer.Form.NFC), start, at));
    }

    private void number() {
        int start = at;
        digits();
        if (charAt(at) == '.') {
            at++;
            digits();
        }
        if ((charAt(at) == 'e' || charAt(at) == 'E') && (isDigit(at + 1) || isSigned(at + 1) && isDigit(at + 2))) {
            at += 2;
            digits();
        }
        if (at < text.length() && (charAt(at) == '.' || continuesName(text.codePointAt(at)))) {
            String next = Names.quote(text.substring(at, at + 1));
            throw formula.refuse("a number must be followed by an operator, got " + next, at);
        }
        String digits = text.substring(start, at);
        if (!Double.isFinite(Double.parseDouble(digits))) {
            throw formula.refuse("a number must be at most 1.7976931348623157E308, got " + digits, start);
        }
        add(Token.Type.NUMBER, digits, start);
    }

    private void digits() {
        while (isDigit(at)) {
            at++;
        }
    }

    private String name() {
        int start = at;
        while (at < text.length() && continuesName(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return text.substring(start, at);
    }

    /** A name, or names and stars with dots between them. */
    private String path() {
        int start = at;
        name();
        while (charAt(at) == '.') {
            at++;
            if (at < text.length() && startsName(text.codePointAt(at))) {
                name();
            } else if (charAt(at) == '*') {
                at++;
            } else {
                throw formula.refuse("a dot in a name must be followed by a name or *, got " + (at < text.length()
                        ? Names.quote(new String(Character.toChars(text.codePointAt(at)))) : "the end"), at);
            }
        }
        return text.substring(start, at);
    }

    private void quoted(Token.Type type, char quote, String what) {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (charAt(at) != quote || charAt(at + 1) == quote) {
            if (at >= text.length()) {
                throw formula.refuse(what + " must end with " + quote + "; a " + quote + " inside is written twice",
                        start);
            }
            content.append(charAt(at));
            at += charAt(at) == quote ? 2 : 1;
        }
        at++;
        if (type == Token.Type.QUOTED_NAME && content.isEmpty()) {
            throw formula.refuse("a name between backticks must not be empty", start);
        }
        add(type, content.toString(), start);
    }

    private void dollar() {
        int start = at;
        boolean coefficient = charAt(at + 1) == '$';
        at += coefficient ? 2 : 1;
        if (at >= text.length() || !startsName(text.codePointAt(at))) {
            throw formula.refuse(coefficient ? "$$ must be followed by the name of a coefficient"
                    : "$ must be followed by the name of a parameter", start);
        }
        add(coefficient ? Token.Type.COEFFICIENT : Token.Type.PARAMETER, name(), start);
    }

    private void sign() {
        int start = at;
        if (text.startsWith("**", at)) {
            throw foreign("**");
        }
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                at += sign.length();
                add(Token.Type.SIGN, sign, start);
                return;
            }
        }
        throw foreign(new String(Character.toChars(text.codePointAt(at))));
    }

    private InputException foreign(String sign) {
        @Nullable String hint = FOREIGN.get(sign);
        return formula.refuse(Names.quote(sign) + " is not part of the formula language"
                + (hint == null ? "" : "; " + hint), at);
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private boolean isDigit(int index) {
        char c = charAt(index);
        return c >= '0' && c <= '9';
    }

    private boolean isSigned(int index) {
        return charAt(index) == '+' || charAt(index) == '-';
    }

    private static boolean startsName(int c) {
        return c == '_' || Character.isLetter(c);
    }

    private static boolean continuesName(int c) {
        return c == '_' || Character.isLetterOrDigit(c) || isAccent(c);
    }

    /** Marks that stand on a letter: a letter may be spelled with them, and not every such letter has an own sign. */
    private static boolean isAccent(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
