using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Documentation;

[Trait(Category.Name, Category.Unit)]
public class FenceTests
{
    [Theory]
    [InlineData("```csharp\nvar a = 1;\n```")]
    [InlineData("```CSharp title\nvar a = 1;\n```")]
    [InlineData("```cs\r\nvar a = 1;\r\n```\r\n")]
    [InlineData("~~~ c#\nvar a = 1;\n~~~")]
    [InlineData("````csharp\nvar a = 1;\n````")]
    [InlineData("- ```csharp\n  var a = 1;\n  ```")]
    [InlineData("```csharp\nvar a = 1;")]
    public void Every_way_to_write_a_block_of_code_is_seen(string text)
    {
        var fence = Assert.Single(Fence.Read("a.md", text));

        Assert.True(fence.IsCSharp);
        Assert.Equal("var a = 1;", fence.Code);
    }

    [Fact]
    public void A_fence_knows_its_line_and_ends_before_the_next()
    {
        var fences = Fence.Read("a.md", "# Title\n```text\none\n\n  two\n```\nBetween\n```csharp\nvar a = 1;\n```\n");

        Assert.Equal([new Fence("a.md", 2, "text", "one\n\n  two"), new Fence("a.md", 8, "csharp", "var a = 1;")], fences);
    }

    [Fact]
    public void A_shorter_fence_inside_a_longer_one_is_text() =>
        Assert.Equal("```csharp\n```", Assert.Single(Fence.Read("a.md", "````text\n```csharp\n```\n````")).Code);

    [Fact]
    public void Code_in_a_line_of_text_is_no_block() =>
        Assert.Empty(Fence.Read("a.md", "Call ```Encode``` or `Load`.\n    indented\n"));
}
