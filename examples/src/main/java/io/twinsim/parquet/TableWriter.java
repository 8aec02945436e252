package io.twinsim.parquet;

import io.twinsim.model.Population;
import io.twinsim.model.RowBlocks;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Writes a population as a Parquet file, block by block. */
final class TableWriter {

    /** Bytes of a row group, about: what writing holds in memory. */
    private static final long ROW_GROUP = 32L << 20;

    private TableWriter() {
    }

    /** {@code told} hears after every block how many rows are written. */
    static void write(Population population, OutputStream out, LongConsumer told) throws IOException {
        RowBlocks rows = population.rows();
        RowWriting writing = new RowWriting(population.names(), rows);
        long written = 0;
        try (ParquetWriter<RowBlocks> file = new Builder(new StreamTarget(out), writing)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withWriterVersion(WriterVersion.PARQUET_1_0)
                .withRowGroupSize(ROW_GROUP)
                .build()) {
            while (rows.next()) {
                int size = rows.size();
                for (int i = 0; i < size; i++) {
                    writing.at(i);
                    file.write(rows);
                }
                written += size;
                told.accept(written);
            }
        }
    }

    /** The way to a writer that needs no Hadoop. */
    private static final class Builder extends ParquetWriter.Builder<RowBlocks, Builder> {
        private final RowWriting writing;

        private Builder(StreamTarget target, RowWriting writing) {
            super(target);
            this.writing = writing;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<RowBlocks> getWriteSupport(ParquetConfiguration settings) {
            return writing;
        }

        @Override
        @Deprecated
        protected WriteSupport<RowBlocks> getWriteSupport(Configuration settings) {
            return writing;
        }
    }
}
