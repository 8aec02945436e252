package io.twinsim.random;

/** Even rows as drawn; each odd row is 1 minus the row before it, which is exact for odd multiples of 2^-53. */
final class AntitheticUniforms implements Uniforms {

    private final DrawStream stream;

    AntitheticUniforms(DrawStream stream) {
        this.stream = stream;
    }

    @Override
    public double uniform(long row) {
        return (row & 1) == 0 ? stream.uniform(row) : 1 - stream.uniform(row - 1);
    }

    @Override
    public void uniforms(long firstRow, double[] out, int from, int to) {
        stream.uniforms(firstRow, out, from, to);
        int start = from;
        if (from < to && (firstRow + from & 1) != 0) {
            out[from] = uniform(firstRow + from);
            start++;
        }
        for (int i = start; i + 1 < to; i += 2) {
            out[i + 1] = 1 - out[i];
        }
    }

    /** Shows the stream. */
    @Override
    public String toString() {
        return "AntitheticUniforms[" + stream + "]";
    }
}
