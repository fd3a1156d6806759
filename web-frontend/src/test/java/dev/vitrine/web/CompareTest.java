package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.result.ResultIndex;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompareTest {
    private static final String TABLE =
            "weight,year,metal,note\n1,1950,gold,a\n2,1951,silver,=b\n3,1952,copper,c\n4,1953,gold,d\n";

    private final RunningFrontend frontend = RunningFrontend.get();

    @Test
    void two_jobs_are_compared_row_by_row() {
        String first = done(
                submit(),
                "1,1,1950,gold,a,keep,10,\n",
                "2,2,1951,silver,=b,keep,20,\n",
                "3,3,1952,copper,c,spend,30,\n",
                "4,4,1953,gold,d,,,weight is not a number\n");
        String again = location(frontend.send(post("/jobs/" + first + "/again", "version=" + version(first))));
        assertThat(again).isNotEqualTo(first);
        assertThat(frontend.jobs().find(again).orElseThrow().rows()).isEqualTo(4);
        String second = done(
                again,
                "1,1,1950,gold,a,keep,11,\n",
                "2,2,1951,silver,=b,spend,20,\n",
                "3,3,1952,copper,c,spend,33,\n",
                "4,4,1953,gold,d,keep,5,\n");

        String page = page("/jobs/compare?job=" + second + "&job=" + first);
        assertThat(page).contains("50.0 %", "2 of 4 rows have the same answer", "Changed rows: 2");
        assertThat(page).contains("was=keep&is=spend#changed", "was=%E2%80%93&is=keep#changed");
        assertThat(page).contains("<dt>Greatest difference</dt><dd>3</dd>", "<dt>Mean change</dt><dd>1.33333</dd>");
        assertThat(page("/jobs/compare?job=" + first + "&job=" + second + "&was=keep&is=spend"))
                .contains("From keep to spend", "?row=2\"")
                .doesNotContain("?row=4\"");
        assertThat(frontend.send(frontend.api("/jobs/compare.csv?job=" + first + "&job=" + second))
                        .body()
                        .lines())
                .containsExactly(
                        "row,weight,year,metal,note,verdict before,value before,verdict now,value now",
                        "2,2,1951,silver,'=b,keep,20,spend,20",
                        "4,4,1953,gold,d,weight is not a number,,keep,5");
        assertThat(page("/jobs/" + first + "/again")).contains("<option value=\"" + second);
    }

    @Test
    void what_cannot_be_compared_is_refused_with_its_reason() {
        String one = submit();
        String other = submit();
        assertThat(status("/jobs/compare?job=" + one)).isEqualTo(400);
        assertThat(status("/jobs/compare?job=" + one + "&job=none")).isEqualTo(404);
        assertThat(page("/jobs/compare?job=" + one + "&job=" + other)).contains("still runs cannot be compared");
        frontend.jobs().cancel(one);
        frontend.jobs().cancel(other);
        assertThat(page("/jobs/compare?job=" + one + "&job=" + other)).contains("no row that both have done");
    }

    @Test
    void the_history_shows_mine_or_all_and_goes_on_page_by_page() {
        String mine = submit();
        HttpResponse<String> others = frontend.send(frontend.bare("/api/v1/prototypes/coins/jobs")
                .header("Authorization", RunningFrontend.basic("Grace", RunningFrontend.PASSWORD))
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(TABLE)));
        String theirs = UploadTest.json(others).path("id").asText();
        assertThat(page("/jobs?kind=jobs")).contains(mine).doesNotContain(theirs);
        assertThat(page("/jobs?who=everybody&kind=jobs")).contains(mine, theirs);
        assertThat(page("/prototypes/coins/history?kind=tries")).doesNotContain(mine);
        assertThat(page("/prototypes/coins/history?cursor=%3Cscript%3E")).contains(mine);
        List<String> seen = new ArrayList<>();
        Optional<String> next = Optional.of("/jobs?kind=jobs&who=everybody");
        while (next.isPresent()) {
            String page = page(next.get());
            page.lines().filter(line -> line.startsWith("<tr data-job=")).forEach(seen::add);
            next = page.lines()
                    .filter(line -> line.contains("rel=\"next\""))
                    .map(line -> line.substring(line.indexOf("href=\"") + 6, line.indexOf("\" rel"))
                            .replace("&amp;", "&"))
                    .findFirst();
        }
        assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThan(1);
        assertThat(String.join("", seen)).contains(mine, theirs);
    }

    private String submit() {
        return UploadTest.json(frontend.upload(TABLE)).path("id").asText();
    }

    private String version(String job) {
        return frontend.jobs().find(job).orElseThrow().version();
    }

    /** Does the work of a worker with the given records. */
    private String done(String id, String... records) {
        Job job = frontend.jobs().find(id).orElseThrow();
        ResultIndex.Builder index = new ResultIndex.Builder();
        for (String record : records) {
            index.add(record.getBytes(StandardCharsets.UTF_8).length);
        }
        frontend.bucket()
                .put(BucketKeys.results(id, 1), String.join("", records).getBytes(StandardCharsets.UTF_8));
        frontend.bucket().put(BucketKeys.resultsIndex(id, 1), index.toBytes());
        await().atMost(Duration.ofSeconds(40)).until(() -> completed(id));
        assertThat(frontend.jobs().find(id).orElseThrow().state().isDone())
                .as(job.id())
                .isTrue();
        return id;
    }

    /** The frontend tries small tables itself and hands them on, as there is no function here. */
    private boolean completed(String id) {
        List<Claim> others = new ArrayList<>();
        Optional<Claim> claim = claim();
        while (claim.isPresent() && !claim.get().job().id().equals(id)) {
            others.add(claim.get());
            claim = claim();
        }
        boolean completed = claim.isPresent() && frontend.jobs().complete(claim.get(), 0);
        others.forEach(frontend.jobs()::release);
        return completed;
    }

    private Optional<Claim> claim() {
        return frontend.jobs().claim("coins", "a test", Duration.ofSeconds(30));
    }

    private HttpRequest.Builder post(String path, String form) {
        return frontend.api(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    private static String location(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private int status(String path) {
        return frontend.send(frontend.api(path).header("Accept", "text/html")).statusCode();
    }

    private String page(String path) {
        return frontend.send(frontend.api(path).header("Accept", "text/html")).body();
    }
}
