package dev.vitrine.packaging.browser;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** The mouse of a {@link Browser}. */
record Mouse(ChromeDriver driver) {
    /** Moves over an element in straight lines, with the button down: offsets in pixels from its middle. */
    void draw(String selector, int[]... points) {
        Actions mouse = new Actions(driver);
        mouse.moveToElement(find(selector), points[0][0], points[0][1]).clickAndHold();
        for (int i = 1; i < points.length; i++) {
            mouse.moveByOffset(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]);
        }
        mouse.release().perform();
    }

    /** Lets a file fall on an element, as from the desktop. */
    void drop(String selector, Path file) {
        Box box = box(selector);
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            Map<String, Object> event = event(type, box.left() + box.width() / 2, box.top() + box.height() / 2);
            event.put("data", Map.of("items", List.of(), "files", List.of(file.toString()), "dragOperationsMask", 1));
            driver.executeCdpCommand("Input.dispatchDragEvent", event);
        }
    }

    /** Turns the wheel over an element, by so many pixels. */
    void turnWheel(String selector, int pixels) {
        Box box = box(selector);
        Map<String, Object> event = event("mouseWheel", box.left() + box.width() / 2, box.top() + box.height() / 2);
        event.put("deltaX", 0);
        event.put("deltaY", pixels);
        driver.executeCdpCommand("Input.dispatchMouseEvent", event);
    }

    private static Map<String, Object> event(String type, double x, double y) {
        return new HashMap<>(Map.of("type", type, "x", x, "y", y));
    }

    /** Where an element is in the window, in pixels. */
    private record Box(double left, double top, double width, double height) {}

    private Box box(String selector) {
        WebElement element = find(selector);
        List<?> numbers = (List<?>) Objects.requireNonNull(driver.executeScript(
                "arguments[0].scrollIntoView({block: 'center'});"
                        + "const box = arguments[0].getBoundingClientRect();"
                        + "return [box.left, box.top, box.width, box.height].map(String)",
                element));
        List<Double> edges = numbers.stream()
                .map(number -> Double.valueOf(String.valueOf(number)))
                .toList();
        return new Box(edges.get(0), edges.get(1), edges.get(2), edges.get(3));
    }

    private WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }
}
