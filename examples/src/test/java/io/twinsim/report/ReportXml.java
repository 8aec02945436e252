package io.twinsim.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A page as a strict reader sees it. */
final class ReportXml {

    private static final Set<String> CELLS = Set.of("th", "td", "small", "dt", "dd", "li", "p", "title", "text");

    private final Document document;

    private ReportXml(Document document) {
        this.document = document;
    }

    /** Parses, or fails with the place that is not well-formed. */
    static ReportXml of(String html) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return new ReportXml(builder.parse(new InputSource(new StringReader(html))));
        } catch (Exception e) {
            throw new AssertionError("the page must be well-formed: " + e.getMessage(), e);
        }
    }

    List<Element> all(String tag) {
        NodeList nodes = document.getElementsByTagNameNS("*", tag);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    List<String> texts(String tag) {
        return all(tag).stream().map(ReportXml::text).toList();
    }

    /** Its text on one line, with plain blanks, also between cells. */
    static String text(Element element) {
        StringBuilder text = new StringBuilder();
        add(element, text);
        return text.toString().replace('\u00a0', ' ').replaceAll("\\s+", " ").strip();
    }

    private static void add(Node node, StringBuilder text) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                String apart = CELLS.contains(inner.getLocalName()) ? " " : "";
                text.append(apart);
                add(inner, text);
                text.append(apart);
            } else {
                text.append(child.getTextContent());
            }
        }
    }

    String text() {
        return text(document.getDocumentElement());
    }

    Element root() {
        return document.getDocumentElement();
    }

    /** The section whose heading has an id. */
    Element section(String id) {
        return all("section").stream().filter(one -> one.getAttribute("aria-labelledby").equals(id)).findFirst()
                .orElseThrow(() -> new AssertionError("no section " + id));
    }

    boolean has(String id) {
        return all("section").stream().anyMatch(one -> one.getAttribute("aria-labelledby").equals(id));
    }
}
