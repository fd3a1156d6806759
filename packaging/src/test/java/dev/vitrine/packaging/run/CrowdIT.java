package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short form of what {@code make bench} does with a hundred people and three minutes. */
@ExtendWith(VitrineExtension.class)
class CrowdIT {
    private static final int PEOPLE = 20;
    private static final int SECONDS = 12;

    private final RunningVitrine vitrine;
    private final Replicas replicas;

    CrowdIT(RunningVitrine vitrine) {
        this.vitrine = vitrine;
        this.replicas = new Replicas(vitrine);
    }

    @AfterEach
    void one_replica_as_before() {
        replicas.set(1);
    }

    @Test
    void a_replica_that_is_killed_signs_nobody_out_and_loses_no_job() throws Exception {
        replicas.set(2);
        CrowdReport report = CrowdReport.of(vitrine, PEOPLE, SECONDS, replicas::killOne);
        assertThat(report.errors()).as(report.line()).isEmpty();
        assertThat(report.timesSignedOut()).as(report.line()).isZero();
        assertThat(report.jobs()).as(report.line()).isNotEmpty();
        assertThat(report.lost(vitrine.api())).isEmpty();
    }
}
