package dev.vitrine.web.problem;

import dev.vitrine.common.artifact.ArtifactUnavailableException;
import dev.vitrine.common.artifact.CorruptArtifactException;
import dev.vitrine.common.artifact.NoSuchArtifactException;
import dev.vitrine.common.prediction.PredictionFailedException;
import dev.vitrine.common.row.HeaderException;
import dev.vitrine.common.row.InvalidRowException;
import dev.vitrine.common.store.StoreUnavailableException;
import dev.vitrine.web.job.InvalidFormFieldsException;
import dev.vitrine.web.upload.TableException;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import jakarta.servlet.ServletException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where exceptions become problems. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String AGAIN = "Try again in a moment; nothing that was accepted is lost.";

    private Problems() {}

    /** What an exception means to whoever asked. The unexpected is logged under a number that the problem names. */
    public static Problem of(Exception e) {
        return switch (e) {
            case ProblemException known -> known.problem();
            case TableException table -> table(table);
            case HeaderException header ->
                Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "The columns do not fit",
                        sentence(header),
                        "Mend the header; the template shows the columns that are needed.");
            case InvalidRowException row ->
                Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "Invalid input",
                                sentence(row),
                                "Mend it and send it again.")
                        .withField(row.field());
            case InvalidFormFieldsException form ->
                Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "The form cannot be used",
                                sentence(form),
                                "Mend the values and send it again.")
                        .withField(form.problems().keySet().iterator().next());
            case PredictionFailedException failed -> prediction(failed);
            case StoreUnavailableException away -> unavailable(sentence(away));
            case ArtifactUnavailableException away -> unavailable(sentence(away));
            case NoSuchArtifactException gone -> incomplete(gone);
            case CorruptArtifactException corrupt -> incomplete(corrupt);
            case HttpResponseException http -> http(http);
            case ServletException servlet
            when servlet.getCause() instanceof HttpException malformed -> malformed(malformed);
            case RuntimeException broken when broken instanceof HttpException malformed -> malformed(malformed);
            case FileUploadException upload ->
                Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "Broken upload",
                        "The upload ended early or is no multipart form.",
                        "Send it again.");
            case Exception unexpected -> unexpected(unexpected);
        };
    }

    private static Problem table(TableException e) {
        HttpStatus status =
                switch (e.kind()) {
                    case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
                    case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
                    case UNSUPPORTED -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
                };
        String title =
                switch (e.kind()) {
                    case INVALID -> "The table cannot be used";
                    case TOO_LARGE -> "The table is too large";
                    case UNSUPPORTED -> "This file cannot be read";
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
        return Problem.of(status, "No answer came", sentence(e), "");
    }

    private static Problem unavailable(String detail) {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "The cloud cannot be reached", detail, AGAIN);
    }

    private static Problem incomplete(Exception e) {
        LOG.error("a published file or a job's file is not as it should be", e);
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "A file is missing or damaged",
                sentence(e),
                "Publish the prototype again, or submit the job again.");
    }

    private static Problem http(HttpResponseException e) {
        HttpStatus status = HttpStatus.forStatus(e.getStatus());
        return switch (status) {
            case NOT_FOUND ->
                Problem.of(
                        status, "Not found", "There is nothing at this address.", "Check it, or go back to the start.");
            case METHOD_NOT_ALLOWED ->
                Problem.of(
                        status,
                        "Method not allowed",
                        "This address does not take requests of this method.",
                        "Use one of those that the Allow header names.");
            case CONTENT_TOO_LARGE ->
                Problem.of(status, "Too large", "The request is larger than what is taken here.", "Send less at once.");
            default -> Problem.of(status, status.getMessage(), String.valueOf(e.getMessage()), "");
        };
    }

    /** A request that the server's own reader refused. */
    private static Problem malformed(HttpException e) {
        return Problem.of(
                e.getCode() < 500 ? HttpStatus.forStatus(e.getCode()) : HttpStatus.BAD_REQUEST,
                "Bad request",
                "The request is not well formed: " + e.getReason() + ".",
                "Mend it and send it again.");
    }

    private static Problem unexpected(Exception e) {
        String number =
                String.format(Locale.ROOT, "%08x", ThreadLocalRandom.current().nextInt());
        LOG.error("unexpected error {}", number, e);
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong",
                "This should not have happened; the log knows it as error " + number + ".",
                AGAIN);
    }

    private static String sentence(Exception e) {
        String message = String.valueOf(e.getMessage()).strip();
        String capital = message.isEmpty()
                ? e.getClass().getSimpleName()
                : message.substring(0, 1).toUpperCase(Locale.ENGLISH) + message.substring(1);
        return capital.endsWith(".") || capital.endsWith("!") || capital.endsWith("?") ? capital : capital + ".";
    }
}
