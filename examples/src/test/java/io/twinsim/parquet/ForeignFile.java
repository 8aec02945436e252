package io.twinsim.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet files as other programs write them: any schema, no metadata of ours, perhaps compressed. */
final class ForeignFile {

    private ForeignFile() {
    }

    /** {@code fields} is what stands between the braces of a Parquet schema; each row fills a group. */
    static Path write(Path path, String fields, List<Consumer<Group>> rows) {
        return write(path, fields, rows, Map.of(), CompressionCodecName.UNCOMPRESSED, bytes -> bytes);
    }

    static Path write(Path path, String fields, List<Consumer<Group>> rows, Map<String, String> metadata,
            CompressionCodecName codec, Packing packing) {
        MessageType schema = MessageTypeParser.parseMessageType("message rows { " + fields + " }");
        try (OutputStream out = Files.newOutputStream(path);
                ParquetWriter<Group> writer = ExampleParquetWriter.builder(new StreamTarget(out))
                        .withConf(new PlainParquetConfiguration())
                        .withType(schema)
                        .withExtraMetaData(metadata)
                        .withCompressionCodec(codec)
                        .withCodecFactory(new PackingFactory(codec, packing))
                        .build()) {
            for (Consumer<Group> row : rows) {
                Group group = new SimpleGroup(schema);
                row.accept(group);
                writer.write(group);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path;
    }

    /** How pages are compressed. */
    @FunctionalInterface
    interface Packing {
        byte[] pack(byte[] bytes) throws IOException;
    }

    private record PackingFactory(CompressionCodecName codec, Packing packing) implements CompressionCodecFactory {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName wanted) {
            return new BytesInputCompressor() {
                @Override
                public BytesInput compress(BytesInput bytes) throws IOException {
                    return BytesInput.from(packing.pack(bytes.toInputStream().readAllBytes()));
                }

                @Override
                public CompressionCodecName getCodecName() {
                    return codec;
                }

                @Override
                public void release() {
                    // Nothing is held.
                }
            };
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName wanted) {
            throw new IllegalStateException("this factory only writes");
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }
}
