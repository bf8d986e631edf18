using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

/// <summary>Every caption file of the reference: captions.json.</summary>
[Trait(Category.Name, Category.Reference)]
public class CaptionGoldenTests
{
    public static IEnumerable<TheoryDataRow<string>> Files()
    {
        var golden = Path.Combine(SharedFolder.Reference, "features", "captions.json");
        return File.Exists(golden)
            ? GoldenCaptions.Read(golden).Select(file => new TheoryDataRow<string>(file.GetProperty("file").GetString()!))
            : [new TheoryDataRow<string>("captions.json") { Skip = $"{golden} is absent." }];
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_gives_what_the_reference_says(string file)
    {
        using var folder = new CaptionFolder();

        GoldenCaptions.Open(file).Check(folder);
    }

    [Fact]
    public void The_features_beside_lines_have_the_rows_that_the_reference_says()
    {
        var golden = SharedFolder.RequireReference("features/captions.json");
        var folder = SharedFolder.RequireReference("features/captions");

        Assert.All(
            GoldenCaptions.Read(golden).Where(file => file.TryGetProperty("rows", out _)),
            file => Assert.Equal(
                file.GetProperty("rows").GetInt32(),
                GoldenCaptions.Rows(Path.Combine(folder, file.GetProperty("features").GetString()!))));
    }
}
