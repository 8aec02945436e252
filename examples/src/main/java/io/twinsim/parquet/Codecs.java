package io.twinsim.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The compressions that need no native library. Nothing is compressed when it is written. */
final class Codecs implements CompressionCodecFactory {

    /** What can be read. */
    static final Set<CompressionCodecName> KNOWN = Set.copyOf(EnumSet.of(
            CompressionCodecName.UNCOMPRESSED, CompressionCodecName.SNAPPY, CompressionCodecName.GZIP));

    /** No compression of these packs tighter than about 1 : 1,032, so that a larger claim is no honest one. */
    private static final int TIGHTEST = 1100;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        if (codec != CompressionCodecName.UNCOMPRESSED) {
            throw new IllegalArgumentException("files are written without compression, not with " + codec);
        }
        return new Plain();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return new Unpacking(codec);
    }

    @Override
    public void release() {
        // Nothing is held.
    }

    private static final class Plain implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput bytes) {
            return bytes;
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.UNCOMPRESSED;
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }

    private static final class Unpacking implements BytesInputDecompressor {
        private final CompressionCodecName codec;

        private Unpacking(CompressionCodecName codec) {
            this.codec = codec;
        }

        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return codec == CompressionCodecName.UNCOMPRESSED ? bytes
                    : BytesInput.from(unpack(bytes.toInputStream().readAllBytes(), size));
        }

        @Override
        public void decompress(ByteBuffer input, int packedSize, ByteBuffer output, int size) throws IOException {
            byte[] packed = new byte[packedSize];
            input.get(packed);
            output.put(codec == CompressionCodecName.UNCOMPRESSED ? packed : unpack(packed, size));
        }

        private byte[] unpack(byte[] packed, int size) throws IOException {
            if (size < 0 || size > (packed.length + 1L) * TIGHTEST) {
                throw new IOException("a page says it unpacks to " + size + " bytes, from " + packed.length);
            }
            if (codec == CompressionCodecName.SNAPPY) {
                return Snappy.unpack(packed, size);
            }
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                byte[] bytes = in.readNBytes(size);
                if (bytes.length < size || in.read() >= 0) {
                    throw new IOException("a gzip page has another length than it says");
                }
                return bytes;
            }
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }
}
