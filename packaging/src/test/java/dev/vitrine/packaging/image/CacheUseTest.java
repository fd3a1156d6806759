package dev.vitrine.packaging.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheUseTest {
    private static final Base COMPLETE = new Base.Registry("debian:stable-slim");

    @Test
    void an_image_that_runs_as_a_container_has_a_cache_recorded_and_a_laptop_waits_for_none() {
        assertThat(CacheUse.of(Map.of(), COMPLETE)).isEqualTo(CacheUse.RECORDED);
        assertThat(CacheUse.of(Map.of(), new Base.None())).isEqualTo(CacheUse.KEPT);
    }

    @Test
    void a_person_has_the_last_word() {
        assertThat(CacheUse.of(Map.of("AOT_CACHE", "record"), new Base.None())).isEqualTo(CacheUse.RECORDED);
        assertThat(CacheUse.of(Map.of("AOT_CACHE", "none"), COMPLETE)).isEqualTo(CacheUse.NONE);
        assertThatThrownBy(() -> CacheUse.of(Map.of("AOT_CACHE", "yes"), COMPLETE))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("AOT_CACHE must be record, kept or none, not 'yes'");
    }
}
