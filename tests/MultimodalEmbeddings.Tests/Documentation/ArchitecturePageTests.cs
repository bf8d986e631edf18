using MultimodalEmbeddings.Tests.Architecture;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Documentation;

/// <summary>What the README and the architecture page say about the code is so.</summary>
[Trait(Category.Name, Category.Unit)]
public class ArchitecturePageTests
{
    private const string Page = "docs/architecture.md";

    [Theory]
    [InlineData("README.md")]
    [InlineData(Page)]
    public void Every_type_and_member_that_the_page_names_exists(string path) => Assert.Empty(NamedCode.Unknown(Text(path)));

    [Fact]
    public void A_name_without_code_is_found() => Assert.Equal(
        ["SentenceDecoder", "InfoNce.Gain"],
        NamedCode.Unknown("`SentenceEncoder`, `SentenceDecoder`, `InfoNce.Loss`, `InfoNce.Gain`, `MaximumTokens`, `no_grad`"));

    [Fact]
    public void The_table_of_folders_is_the_one_that_the_arrows_are_held_to()
    {
        var rows = Rows(Text(Page));
        string[] folders = [.. rows.Select(row => row.Folder)];
        var found = rows.ToDictionary(row => row.Folder, row => MayKnow(row.Known, folders, row.Folder));

        Assert.Equal(
            FolderArrows.Allowed.Keys.Where(folder => folder is not ("Inference" or "Onnx")).Order(StringComparer.Ordinal),
            found.Keys.Order(StringComparer.Ordinal));
        Assert.All(found, row => Assert.Equal(
            FolderArrows.Allowed[row.Key].Where(folder => folder is not ("Inference" or "Onnx")).Order(StringComparer.Ordinal),
            row.Value.Order(StringComparer.Ordinal)));
    }

    private static string Text(string path) => Documents.All.Single(document => document.Path.Replace('\\', '/') == path).Text;

    /// <summary>First and last cell of each row of the first table.</summary>
    private static (string Folder, string Known)[] Rows(string text) =>
    [
        .. text.ReplaceLineEndings("\n").Split('\n').SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(cells => (cells[0], cells[^1])),
    ];

    private static string[] MayKnow(string cell, string[] folders, string folder) => cell switch
    {
        "nothing" => [],
        "everything below" => [.. folders.SkipWhile(other => other != folder).Skip(1)],
        _ => [.. cell.Split(", ").Select(name => name == "root" ? FolderArrows.Root : name)],
    };
}
