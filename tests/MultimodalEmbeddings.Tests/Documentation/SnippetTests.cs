using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Documentation;

[Trait(Category.Name, Category.Unit)]
public class SnippetTests
{
    [Fact]
    public void Indentation_that_all_lines_share_goes()
    {
        const string Text = "{\n    // snippet: a\n    if (x)\n    {\n\n        y();\n    }\n    // end-snippet\n}";

        Assert.Equal([new Snippet("A.cs", 2, "a", "if (x)\n{\n\n    y();\n}")], Snippet.Read("A.cs", Text));
    }

    [Fact]
    public void Pieces_of_one_name_are_one_snippet() => Assert.Equal(
        ["using A;\n\nvar a = 1;", "var b = 2;"],
        Snippet.Read(
            "A.cs",
            """
            // snippet: a
            using A;
            // end-snippet
                // snippet: b
                var b = 2;
                // end-snippet
                // snippet: a
                var a = 1;
                // end-snippet
            """).Select(snippet => snippet.Code));

    [Theory]
    [InlineData("// snippet: a\nvar a = 1;\n", "A.cs:1: '// snippet: a' without '// end-snippet' behind it.")]
    [InlineData("\n// snippet: a\n// snippet: b\n// end-snippet", "A.cs:2: '// snippet: a' without '// end-snippet' behind it.")]
    [InlineData("var a = 1;\n// end-snippet", "A.cs:2: '// end-snippet' without '// snippet: name' before it.")]
    public void A_mark_without_its_partner_is_named(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Snippet.Read("A.cs", text)).Message);
}
