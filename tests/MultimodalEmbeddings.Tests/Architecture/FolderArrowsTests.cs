using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Architecture;

[Trait(Category.Name, Category.Unit)]
public class FolderArrowsTests
{
    private static string SourceFolder => Path.Combine(SharedFolder.RepositoryRoot, "src", "MultimodalEmbeddings");

    [Fact]
    public void Arrows_between_folders_point_down_only() => Assert.Empty(FolderArrows.Violations(Sources()));

    [Fact]
    public void Every_folder_has_its_place_in_the_table() =>
        Assert.Empty(Sources().Select(source => source.Folder).Distinct().Except(FolderArrows.Allowed.Keys));

    [Fact]
    public void The_table_has_no_cycle()
    {
        var left = FolderArrows.Allowed.ToDictionary();
        while (left.Keys.FirstOrDefault(folder => !left[folder].Any(left.ContainsKey)) is { } leaf)
        {
            left.Remove(leaf);
        }

        Assert.Empty(left.Keys);
    }

    [Theory]
    [InlineData("using MultimodalEmbeddings.Transformers;")]
    [InlineData("using static MultimodalEmbeddings.Transformers.Layer;")]
    [InlineData("using Other = MultimodalEmbeddings.Transformers.Layer;")]
    [InlineData("class Tensor { MultimodalEmbeddings.Transformers.Layer layer; }")]
    [InlineData("class Tensor { Transformers.Layer layer; }")]
    public void An_arrow_that_points_up_is_found(string leaf)
    {
        (string, string)[] sources =
        [
            ("Transformers", "namespace MultimodalEmbeddings.Transformers;\ninternal sealed class Layer;"),
            ("Checkpoints", $"{leaf}\nnamespace MultimodalEmbeddings.Checkpoints;\ninternal sealed class Reader;"),
        ];

        Assert.Equal(["Checkpoints must not know Transformers"], FolderArrows.Violations(sources));
    }

    [Fact]
    public void A_leaf_that_names_a_type_of_the_root_is_found()
    {
        (string, string)[] sources =
        [
            (FolderArrows.Root, "namespace MultimodalEmbeddings;\npublic interface ISentenceEncoder;"),
            ("Data", "namespace MultimodalEmbeddings.Data;\ninternal sealed class Corpus(ISentenceEncoder encoder);"),
        ];

        Assert.Equal([$"Data must not know {FolderArrows.Root}"], FolderArrows.Violations(sources));
    }

    [Fact]
    public void What_a_comment_names_is_no_arrow()
    {
        (string, string)[] sources =
        [
            ("Transformers", "internal sealed class Layer;"),
            ("Checkpoints", "// read by MultimodalEmbeddings.Transformers.Layer\ninternal sealed class Reader;"),
        ];

        Assert.Empty(FolderArrows.Violations(sources));
    }

    private static List<(string Folder, string Text)> Sources() =>
    [
        .. Directory.GetFiles(SourceFolder, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path.GetDirectoryName(Path.GetRelativePath(SourceFolder, file))!, File.ReadAllText(file)))
            .Select(file => (file.Item1.Length == 0 ? FolderArrows.Root : file.Item1, file.Item2)),
    ];
}
