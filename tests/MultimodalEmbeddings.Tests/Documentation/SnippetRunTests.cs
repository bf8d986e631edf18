using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Documentation;

/// <summary>The snippets run, on small files of their own or, where the README shows what they print, on the real ones.</summary>
[Collection(UsesTorch.Name)]
public class SnippetRunTests
{
    [Fact]
    [Trait(Category.Name, Category.Real)]
    public void The_first_embedding_prints_what_the_readme_shows()
    {
        SharedFolder.RequireShared("models/all-MiniLM-L6-v2");

        Assert.Equal(Documents.OutputOf("first-embedding"), PrintedBy.Run(SharedFolder.Shared, FirstEmbedding.Run));
    }

    [Fact]
    [Trait(Category.Name, Category.Real)]
    public void The_readmes_table_has_the_column_that_the_evaluation_gives()
    {
        const string Task = "STSBenchmark"; // one of seven: all of them take minutes, and have golden tests of their own
        using var encoder = SentenceEncoder.Load(SharedFolder.RequireShared("models/all-MiniLM-L6-v2"));
        var suite = StsSuite.Load(SharedFolder.RequireShared("data/sts"));

        var report = new StsEvaluator(encoder).Evaluate(new StsSuite([suite.Tasks.Single(task => task.Name == Task)]));

        Assert.Equal(Column(Documents.OutputOf("evaluation"), "STS-B"), Column(report.ToString(), "STS-B"));
    }

    [Fact]
    [Trait(Category.Name, Category.Unit)]
    public void The_evaluation_prints_a_column_for_every_task()
    {
        using var world = new SmallWorld();

        var table = PrintedBy.Run(world.FullName, global::Evaluation.Run);

        Assert.Equal(Heading(Documents.OutputOf("evaluation")), Heading(table));
    }

    [Fact]
    [Trait(Category.Name, Category.Unit)]
    public void The_training_keeps_the_best_step_and_saves_an_encoder_that_has_learnt()
    {
        using var world = new SmallWorld();

        // 135 sentences in batches of 64 and 27 captions: 3 + 1 steps in each of 3 epochs; only the last is validated.
        Assert.StartsWith("Best of 12 steps: step 12, Spearman ", PrintedBy.Run(world.FullName, global::Training.Run));

        using var before = SentenceEncoder.Load(Path.Combine(world.FullName, "models/bert-base-uncased"));
        using var after = SentenceEncoder.Load(Path.Combine(world.FullName, "models/mcse-flickr30k"));
        Assert.NotEqual(before.Encode("red dog runs"), after.Encode("red dog runs"));
    }

    [Fact]
    [Trait(Category.Name, Category.Unit)]
    public void Photographs_and_a_caption_file_are_enough_to_train()
    {
        using var world = new SmallWorld();

        PrintedBy.Run(world.FullName, global::Images.Run);

        Assert.NotEmpty(Directory.GetFiles(Path.Combine(world.FullName, "data/flickr8k/images/.image-features"), "ResNet*"));
    }

    [Fact]
    [Trait(Category.Name, Category.Unit)]
    public void Captions_can_be_grounded_in_clips_images_and_texts()
    {
        using var world = new SmallWorld();

        PrintedBy.Run(world.FullName, global::Clip.Run);

        Assert.NotEmpty(Directory.GetFiles(Path.Combine(world.FullName, "data/flickr8k/images/.image-features"), "CLIP*"));
    }

    [Fact]
    [Trait(Category.Name, Category.Unit)]
    public void Many_sentences_fill_the_callers_memory_with_rows_of_length_1()
    {
        using var world = new SmallWorld();
        float[] embeddings = [];

        PrintedBy.Run(world.FullName, () => embeddings = ManySentences.Run());

        var rows = embeddings.Chunk(8).ToArray();
        Assert.Equal(SmallWorld.Sentences.Length, rows.Length);
        Assert.All(rows, row => Assert.Equal(1, row.Sum(value => value * value), 1e-5));
    }

    [Fact]
    [Trait(Category.Name, Category.Unit)]
    public void Queries_and_passages_are_encoded_with_their_prompts()
    {
        using var world = new SmallWorld();
        float[][] found = [];

        PrintedBy.Run(world.FullName, () => found = Prompts.Run());

        var model = Path.Combine(world.FullName, "models/bert-base-uncased");
        using var encoder = SentenceEncoder.From(model).WithPooling(Pooling.Mean).Build();
        Assert.Equal(encoder.Encode("query: which animal sings?"), found[0]);
        Assert.Equal(encoder.Encode(["passage: red dog runs", "passage: green bird sings"]), found[1..]);
    }

    [Fact]
    [Trait(Category.Name, Category.Unit)]
    public void The_fake_encoder_has_every_convenience()
    {
        var encoder = new FakeEncoder();

        Assert.Equal([3, 1], encoder.Encode("cat"));
        Assert.Equal([[3, 1], [5, 1]], encoder.Encode(["cat", "horse"]));
        Assert.Equal(1, encoder.Similarity("cat", "dog"), 1e-6f);
    }

    private static string[] Heading(string table) => Words(table.Split('\n')[0]);

    /// <summary>The cells below a heading; the rows begin with a label, the heading does not.</summary>
    private static string[] Column(string table, string heading)
    {
        var index = Array.IndexOf(Heading(table), heading);
        return [.. table.TrimEnd().Split('\n').Skip(1).Select(row => Words(row)[index + 1])];
    }

    private static string[] Words(string row) => row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
