package dev.vitrine.web.problem;

import dev.vitrine.common.artifact.ArtifactUnavailableException;
import dev.vitrine.common.artifact.CorruptArtifactException;
import dev.vitrine.common.artifact.NoSuchArtifactException;
import dev.vitrine.common.prediction.PredictionFailedException;
import dev.vitrine.common.row.HeaderException;
import dev.vitrine.common.row.InvalidRowException;
import dev.vitrine.common.store.IndexUnavailableException;
import dev.vitrine.common.store.StoreUnavailableException;
import dev.vitrine.web.job.InvalidFormFieldsException;
import dev.vitrine.web.text.Texts;
import dev.vitrine.web.upload.TableException;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import jakarta.servlet.ServletException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where exceptions become problems. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final DateTimeFormatter SINCE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Problems() {}

    /** What an exception means to whoever asked. The unexpected is logged under a number that the problem names. */
    public static Problem of(Exception e) {
        return switch (e) {
            case ProblemException known -> known.problem();
            case TableException table -> table(table);
            case HeaderException header ->
                Problem.told(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "columns",
                        sentence(header.problems().stream()
                                .map(Texts::translated)
                                .collect(Collectors.joining("; "))));
            case InvalidRowException row ->
                Problem.told(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "input",
                                sentence(Texts.translated(String.valueOf(row.getMessage()))))
                        .withField(row.field());
            case InvalidFormFieldsException form ->
                Problem.told(HttpStatus.UNPROCESSABLE_CONTENT, "form", sentence(form))
                        .withField(form.problems().keySet().iterator().next());
            case PredictionFailedException failed -> prediction(failed);
            case IndexUnavailableException unread -> unread(unread);
            case StoreUnavailableException away -> unavailable(sentence(away));
            case ArtifactUnavailableException away -> unavailable(sentence(away));
            case NoSuchArtifactException gone -> incomplete(gone);
            case CorruptArtifactException corrupt -> incomplete(corrupt);
            case HttpResponseException http -> http(http);
            case ServletException servlet
            when servlet.getCause() instanceof HttpException malformed -> malformed(malformed);
            case RuntimeException broken when broken instanceof HttpException malformed -> malformed(malformed);
            case FileUploadSizeException large -> Problem.told(HttpStatus.CONTENT_TOO_LARGE, "large");
            case FileUploadException upload -> Problem.told(HttpStatus.BAD_REQUEST, "upload");
            case Exception unexpected -> unexpected(unexpected);
        };
    }

    private static Problem table(TableException e) {
        HttpStatus status =
                switch (e.kind()) {
                    case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
                    case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
                    case UNSUPPORTED -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
                    case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
                };
        String title =
                switch (e.kind()) {
                    case INVALID -> Texts.text("problem.table.invalid");
                    case TOO_LARGE -> Texts.text("problem.table.too-large");
                    case UNSUPPORTED -> Texts.text("problem.table.unsupported");
                    case BUSY -> Texts.text("problem.busy");
                };
        return new Problem(status, title, sentence(e), Optional.of(e.remedy()), e.column(), e.row());
    }

    private static Problem prediction(PredictionFailedException e) {
        HttpStatus status =
                switch (e.kind()) {
                    case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
                    case BUSY -> HttpStatus.TOO_MANY_REQUESTS;
                    case TIMEOUT -> HttpStatus.GATEWAY_TIMEOUT;
                    case FAILED -> HttpStatus.BAD_GATEWAY;
                };
        return Problem.told(status, "no-answer", sentence(e));
    }

    private static Problem unavailable(String detail) {
        return Problem.told(HttpStatus.SERVICE_UNAVAILABLE, "cloud", detail);
    }

    private static Problem unread(IndexUnavailableException e) {
        String since = SINCE.format(e.since());
        return e.isBuilding()
                ? Problem.told(HttpStatus.SERVICE_UNAVAILABLE, "index.building", e.index(), since)
                : Problem.told(HttpStatus.SERVICE_UNAVAILABLE, "index.missing", e.index(), since);
    }

    private static Problem incomplete(Exception e) {
        LOG.error("a published file or a job's file is not as it should be", e);
        return Problem.told(HttpStatus.INTERNAL_SERVER_ERROR, "file", sentence(e));
    }

    private static Problem http(HttpResponseException e) {
        HttpStatus status = HttpStatus.forStatus(e.getStatus());
        return switch (status) {
            case NOT_FOUND -> Problem.told(status, "address");
            case METHOD_NOT_ALLOWED -> Problem.told(status, "method");
            case CONTENT_TOO_LARGE -> Problem.told(status, "large");
            default -> Problem.of(status, status.getMessage(), String.valueOf(e.getMessage()), "");
        };
    }

    /** A request that the server's own reader refused. */
    private static Problem malformed(HttpException e) {
        return Problem.told(
                e.getCode() < 500 ? HttpStatus.forStatus(e.getCode()) : HttpStatus.BAD_REQUEST,
                "malformed",
                String.valueOf(e.getReason()));
    }

    private static Problem unexpected(Exception e) {
        String number =
                String.format(Locale.ROOT, "%08x", ThreadLocalRandom.current().nextInt());
        LOG.error("unexpected error {}", number, e);
        return Problem.told(HttpStatus.INTERNAL_SERVER_ERROR, "unexpected", number);
    }

    private static String sentence(Exception e) {
        String message = String.valueOf(e.getMessage()).strip();
        return sentence(message.isEmpty() ? e.getClass().getSimpleName() : message);
    }

    private static String sentence(String message) {
        String capital = message.substring(0, 1).toUpperCase(Locale.ENGLISH) + message.substring(1);
        return capital.endsWith(".") || capital.endsWith("!") || capital.endsWith("?") ? capital : capital + ".";
    }
}
