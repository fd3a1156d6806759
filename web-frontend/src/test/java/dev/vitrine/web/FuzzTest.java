package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.row.HeaderException;
import dev.vitrine.common.row.InvalidRowException;
import dev.vitrine.web.upload.TableException;
import dev.vitrine.web.upload.TableFormat;
import dev.vitrine.web.upload.TableSource;
import dev.vitrine.web.upload.UploadLimits;
import dev.vitrine.web.upload.XlsxFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Broken, odd and hostile input to the table readers and the JSON API, for as many seconds as {@code vitrine.fuzzSeconds}
 * says (else a few): nothing crashes, hangs, or is answered with a 5xx. A failure names the seed that repeats it
 * ({@code vitrine.fuzzSeed}).
 */
@Timeout(3_600)
class FuzzTest {
    private final RunningFrontend frontend = RunningFrontend.get();
    private final Prototype coins = frontend.parts().catalog().served("coins").prototype();

    @Test
    void tableReadersReadOrSayWhyNot(@TempDir Path folder) throws IOException {
        byte[] workbook =
                XlsxFile.ofCells(new String[] {"weight", "year", "metal"}, new String[] {"7.5", "1950", "silver"});
        List<byte[]> tables = List.of(
                Fuzzing.utf8("weight,year,metal\n7.5,1950,silver\n3.1,1999,\"cop\"\"per\"\n"),
                Fuzzing.utf8("\uFEFFweight;year;metal\r\n7,5;1950;silver\r\n"),
                Fuzzing.utf8("weight\tyear\tmetal\n7.5\t1950\tsilver\n"),
                Fuzzing.utf8("{\"weight\":7.5,\"year\":1950,\"metal\":\"silver\"}\n{\"weight\":1}\n"),
                Fuzzing.utf8("[{\"weight\":7.5,\"year\":1950,\"metal\":\"silver\",\"x\":[1,{\"y\":null}]}]"),
                Fuzzing.utf8("{\"columns\":[\"weight\",\"year\",\"metal\"],\"inputs\":[[7.5,1950,\"silver\"]]}"),
                workbook,
                new byte[0]);
        UploadLimits limits = UploadLimits.of(coins, 5_000_000);
        Fuzzing.run(Fuzzing.damaged(tables), bytes -> {
            try {
                TableFormat.Opened opened = TableFormat.open(
                        new ByteArrayInputStream(bytes),
                        new TableFormat.Reading(coins.inputs(), limits, folder, false));
                try (TableSource table = opened.table()) {
                    table.columns();
                    while (table.next() != null) {
                        // Read to its end.
                    }
                }
            } catch (TableException | HeaderException | InvalidRowException e) {
                assertThat(e).hasMessageMatching("(?s).{5,}");
            }
        });
    }

    @Test
    void theJsonApiAnswersWhateverComes() {
        List<byte[]> bodies = List.of(
                Fuzzing.utf8(
                        "{\"inputs\":[{\"weight\":7.5,\"year\":1950,\"metal\":\"silver\",\"note\":\"x\"}],\"seed\":7}"),
                Fuzzing.utf8(
                        "{\"columns\":[\"weight\",\"year\",\"metal\"],\"inputs\":[[7.5,1950,\"silver\"],[1e400,-0,null]]}"),
                Fuzzing.utf8(
                        "{\"inputs\":[{\"name\":\"weight\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[[1e999999999]]},"
                                + "{\"name\":\"year\",\"shape\":[1],\"datatype\":\"INT64\",\"data\":[1]},"
                                + "{\"name\":\"metal\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"gold\"]}]}"),
                Fuzzing.utf8("{\"form\":{\"a\":1}}"),
                Fuzzing.utf8("[".repeat(5_000)),
                Fuzzing.utf8("weight,year,metal\n1,2,gold\n"));
        Arbitrary<String> paths = Arbitraries.of(
                "/api/v1/prototypes/coins/predictions",
                "/api/v1/prototypes/coins/jobs",
                "/v2/models/coins/infer",
                "/v2/models/coins/versions/x/infer",
                "/prototypes/coins/check",
                "/prototypes/coins/what-if",
                "/prototypes/coins/preview",
                "/prototypes/coins");
        Arbitrary<String> types = Arbitraries.of(
                "application/json",
                "text/csv",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "x/y");
        Arbitrary<String> keys = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(300);
        Fuzzing.run(
                net.jqwik.api.Combinators.combine(paths, types, keys, Fuzzing.damaged(bodies))
                        .as(Tuple::of),
                asked -> {
                    HttpRequest.Builder request = frontend.api(asked.get1())
                            .header("Content-Type", asked.get2())
                            .header("Idempotency-Key", asked.get3())
                            .POST(BodyPublishers.ofByteArray(asked.get4()));
                    Fuzzing.judge(Fuzzing.answer(request));
                });
    }

    @Test
    void addressesAreAnsweredWhateverTheyAskFor() {
        Arbitrary<String> words = Arbitraries.strings().ofMaxLength(40).map(Fuzzing::encoded);
        Arbitrary<String> paths = Arbitraries.of(
                "/api/v1/jobs?cursor=%s",
                "/api/v1/jobs?state=%s&prototype=%s",
                "/api/v1/jobs?owner=%s",
                "/api/v1/jobs/%s",
                "/api/v1/jobs/%s/results.csv",
                "/api/v1/prototypes/%s",
                "/api/v1/audit?cursor=%s",
                "/v2/models/coins/versions/%s",
                "/jobs?cursor=%s&state=%s",
                "/jobs/%s?row=%s",
                "/prototypes/coins?weight=%s&year=%s",
                "/prototypes/coins/history?%s=%s",
                "/sign-in?next=%s",
                "/assets/%s/%s");
        Fuzzing.run(
                net.jqwik.api.Combinators.combine(paths, words, words).as(Tuple::of),
                asked -> Fuzzing.judge(Fuzzing.answer(frontend.api(
                                asked.get1().replaceFirst("%s", asked.get2()).replaceFirst("%s", asked.get3()))
                        .header("Accept", "text/html"))));
    }
}
