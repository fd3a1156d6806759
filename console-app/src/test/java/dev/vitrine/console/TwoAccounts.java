package dev.vitrine.console;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Stands before a local cloud; its STS tells another account to one access key, and not before it is let. */
final class TwoAccounts implements AutoCloseable {
    static final String SECOND_KEY = "AKIASECOND";
    static final String SECOND_ACCOUNT = "222222222222";
    private static final String ANSWER = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
            <Arn>arn:aws:iam::222222222222:user/other</Arn><UserId>AIDA2</UserId><Account>222222222222</Account>\
            </GetCallerIdentityResult><ResponseMetadata><RequestId>2</RequestId></ResponseMetadata>\
            </GetCallerIdentityResponse>""";

    private final CloudFront front;
    private final CountDownLatch told = new CountDownLatch(1);

    TwoAccounts(URI cloud) throws IOException {
        front = new CloudFront(cloud, this::answer);
    }

    URI endpoint() {
        return front.endpoint();
    }

    /** From now on the second account is told. */
    void tell() {
        told.countDown();
    }

    private Optional<CloudFront.Answer> answer(HttpExchange request, byte[] body) throws InterruptedException {
        String signature = String.valueOf(request.getRequestHeaders().getFirst("Authorization"));
        if (!signature.contains("/sts/") || !signature.contains(SECOND_KEY)) {
            return Optional.empty();
        }
        told.await();
        return Optional.of(new CloudFront.Answer("text/xml", ANSWER));
    }

    @Override
    public void close() {
        tell();
        front.close();
    }
}
