package io.twinsim.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CacheSettingsTest {

    @Test
    void of_defaults_are30MinutesAnd1000Results() {
        CacheSettings settings = CacheSettings.of();
        assertThat(settings.timeToLive()).isEqualTo(Duration.ofSeconds(1_800));
        assertThat(settings.maxResults()).isEqualTo(1_000);
        assertThat(settings.maxBytes()).isEqualTo(64L * 1024 * 1024);
        assertThat(settings.isOff()).isFalse();
    }

    @Test
    void isOff_zeroInAnyBound_isTrue() {
        assertThat(CacheSettings.off().isOff()).isTrue();
        assertThat(CacheSettings.of().withTimeToLive(Duration.ZERO).isOff()).isTrue();
        assertThat(CacheSettings.of().withMaxResults(0).isOff()).isTrue();
        assertThat(CacheSettings.of().withMaxBytes(0).isOff()).isTrue();
    }

    @Test
    void new_negativeBounds_areRefusedByName() {
        assertThatThrownBy(() -> CacheSettings.of().withTimeToLive(Duration.ofSeconds(-1)))
                .isInstanceOf(InputException.class)
                .hasMessage("timeToLive must be 0 or longer, got PT-1S; 0 switches the cache off");
        assertThatThrownBy(() -> CacheSettings.of().withMaxResults(-1))
                .isInstanceOf(InputException.class)
                .hasMessage("maxResults must be at least 0, got -1; 0 switches the cache off");
        assertThatThrownBy(() -> CacheSettings.of().withMaxBytes(Long.MIN_VALUE))
                .isInstanceOf(InputException.class)
                .hasMessage("maxBytes must be at least 0, got -9223372036854775808; 0 switches the cache off");
    }
}
