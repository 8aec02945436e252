package io.twinsim.expr;

/**
 * One word or sign of a formula.
 *
 * @param type what it is
 * @param text its content: without quotes, backticks or dollar signs
 * @param offset where it starts
 * @param end one past its last character
 */
record Token(Type type, String text, int offset, int end) {

    enum Type { NUMBER, WORD, QUOTED_NAME, LABEL, PARAMETER, COEFFICIENT, SIGN, END }

    boolean is(Type other, String content) {
        return type == other && text.equals(content);
    }

    boolean isSign(String sign) {
        return is(Type.SIGN, sign);
    }

    boolean isWord(String word) {
        return is(Type.WORD, word);
    }

    boolean isName() {
        return type == Type.WORD || type == Type.QUOTED_NAME;
    }

    /** A name of one part: dots in it stand between backticks. */
    boolean isPlainName() {
        return type == Type.QUOTED_NAME || type == Type.WORD && text.indexOf('.') < 0;
    }

    /** The token as messages show it. */
    String shown() {
        return switch (type) {
            case END -> "the end";
            case LABEL -> "'" + text + "'";
            case QUOTED_NAME -> "`" + text + "`";
            case PARAMETER -> "$" + text;
            case COEFFICIENT -> "$$" + text;
            default -> "\"" + text + "\"";
        };
    }
}
