package dev.vitrine.localcloud.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.localcloud.TestImages;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.PackageType;

/** Functions of {@link TestHandler} and {@link BrokenHandler}, and calls of them. */
final class TestFunctions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestFunctions() {}

    static TestImages images(Path folder) {
        return new TestImages(folder)
                .add("test/function", TestImages.function(TestHandler.class))
                .add("test/broken", TestImages.function(BrokenHandler.class));
    }

    static void create(LambdaClient lambda, String name, String image) {
        lambda.createFunction(r -> r.functionName(name)
                .packageType(PackageType.IMAGE)
                .role("arn:aws:iam::000000000000:role/vitrine-function")
                .timeout(20)
                .memorySize(512)
                .loggingConfig(l -> l.logGroup("/vitrine/" + name))
                .code(c -> c.imageUri(image)));
    }

    static InvokeRequest request(String function, String action, String value) {
        try {
            return InvokeRequest.builder()
                    .functionName(function)
                    .payload(SdkBytes.fromUtf8String(JSON.writeValueAsString(Map.of("do", action, "value", value))))
                    .build();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode payload(InvokeResponse response) {
        try {
            return JSON.readTree(response.payload().asUtf8String());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
