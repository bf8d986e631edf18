using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Documentation;

[Trait(Category.Name, Category.Unit)]
public class DocumentedCodeTests
{
    private static readonly Snippet Sum = new("Sum.cs", 3, "sum", "var a = 1;\nvar b = a + 1;");

    [Fact]
    public void All_code_in_the_documents_is_compiled_and_every_snippet_is_shown() =>
        Assert.Empty(DocumentedCode.Faults(Documents.Fences, Documents.Snippets));

    [Fact]
    public void The_documents_have_code_to_check() =>
        Assert.Contains(Documents.Fences, fence => fence.File == "README.md" && fence.IsCSharp);

    [Fact]
    public void Any_change_to_a_fence_of_the_documents_is_found_where_it_is()
    {
        foreach (var fence in Documents.Fences.Where(fence => fence.IsCSharp))
        {
            var broken = fence with { Code = fence.Code.Replace(';', ':') };
            var changed = Documents.Fences.Select(other => other == fence ? broken : other);

            Assert.Contains(
                DocumentedCode.Faults([.. changed], Documents.Snippets),
                fault => fault.StartsWith($"{fence.File}:{fence.Line}: this code is not compiled", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_fence_that_differs_is_named_with_the_line_that_differs()
    {
        var fences = Fence.Read("guide.md", "Text\n\n```csharp\nvar a = 1;\nvar b = a + 2;\n```\n");

        Assert.Equal(
            [
                "guide.md:3: this code is not compiled: no snippet is the same. "
                    + "The nearest is 'sum', which has 'var b = a + 1;' where the document has 'var b = a + 2;'.",
                "Sum.cs:3: no document shows the snippet 'sum'.",
            ],
            DocumentedCode.Faults(fences, [Sum]));
    }

    [Fact]
    public void A_fence_that_lacks_the_last_line_is_named()
    {
        Fence[] fences = [new Fence("a.md", 1, "cs", "var a = 1;"), new Fence("b.md", 1, "cs", Sum.Code)];

        Assert.Contains("'var b = a + 1;' where the document has ''", Assert.Single(DocumentedCode.Faults(fences, [Sum])));
    }

    [Fact]
    public void Two_snippets_of_the_same_code_or_name_are_named()
    {
        var fence = new Fence("guide.md", 1, "csharp", Sum.Code);

        Assert.Equal(
            ["guide.md:1: the snippets sum and total are this same code."],
            DocumentedCode.Faults([fence], [Sum, Sum with { Name = "total" }]));
        Assert.Contains("2 files have a snippet 'sum'; one name is one snippet.", DocumentedCode.Faults([fence], [Sum, Sum]));
    }

    [Fact]
    public void Other_languages_are_not_compared()
    {
        Fence[] fences = [new Fence("guide.md", 1, "xml", "<a />"), new Fence("guide.md", 9, "csharp", Sum.Code)];

        Assert.Empty(DocumentedCode.Faults(fences, [Sum]));
    }
}
