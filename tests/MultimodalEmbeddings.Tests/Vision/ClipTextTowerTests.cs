using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Vision;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class ClipTextTowerTests
{
    private const int End = 3;
    private const double Tolerance = 1e-5;

    [Fact]
    public void Padding_the_order_of_a_batch_and_the_other_texts_do_not_matter()
    {
        using var folder = SmallTransformer.Clip();
        using var tower = folder.TextTower();
        var random = new Random(7);

        for (var round = 0; round < 30; round++)
        {
            int[][] texts = [.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => Text(random))];
            var together = Embed(tower, texts);
            for (var row = 0; row < texts.Length; row++)
            {
                var alone = Embed(tower, texts[row]);
                var found = together.AsSpan(row * tower.Dimension, tower.Dimension);
                Assert.InRange(GoldenTensor.LargestDifference(found, alone), 0, Tolerance);
            }
        }
    }

    [Fact]
    public void A_token_sees_those_before_it_and_none_behind()
    {
        using var folder = SmallTransformer.Clip();
        using var tower = folder.TextTower();
        var expected = Embed(tower, [2, 5, 6, End]);

        Assert.InRange(GoldenTensor.LargestDifference(Embed(tower, [2, 5, 6, End, 9, 12]), expected), 0, Tolerance);
        Assert.True(GoldenTensor.LargestDifference(Embed(tower, [2, 7, 6, End]), expected) > 100 * Tolerance);
        Assert.True(GoldenTensor.LargestDifference(Embed(tower, [2, 6, 5, End]), expected) > 100 * Tolerance);
    }

    [Fact]
    public void The_same_token_twice_differs_by_its_position_alone()
    {
        using var folder = SmallTransformer.Clip();
        folder.Change = ("text_model.embeddings.position_embedding.weight", values => Array.Clear(values));
        using var tower = folder.TextTower();
        using var scope = NewDisposeScope();

        var states = tower.HiddenStates([[5, 5, 5]]); // without positions every token sees equal ones

        Assert.InRange((states.select(1, 0) - states.select(1, 2)).abs().max().item<float>(), 0, Tolerance);
    }

    [Fact]
    public void Ids_and_lengths_that_the_tower_has_no_room_for_are_refused()
    {
        using var folder = SmallTransformer.Clip();
        using var tower = folder.TextTower();

        Assert.Contains("Token id 24", Refused(tower, [2, 24, End]), StringComparison.Ordinal);
        Assert.Contains("Token id -1", Refused(tower, [2, -1, End]), StringComparison.Ordinal);
        Assert.Contains("11 tokens", Refused(tower, [.. Enumerable.Repeat(5, 11)]), StringComparison.Ordinal);
        Assert.Equal(tower.Dimension, Embed(tower, [.. Enumerable.Repeat(5, 10)]).Length);
    }

    public static TheoryData<string> EveryTensor()
    {
        using var folder = SmallTransformer.Clip();
        return new(folder.Tensors.Select(tensor => tensor.Name).Where(name =>
            name.StartsWith("text", StringComparison.Ordinal) && !name.EndsWith("position_ids", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(EveryTensor))]
    public void A_tensor_that_is_missing_or_of_another_shape_or_no_number_is_named(string name)
    {
        using var folder = SmallTransformer.Clip();
        folder.Change = (name, values => values[^1] = float.PositiveInfinity);
        Assert.Contains(name, Assert.Throws<CheckpointException>(folder.TextTower).Message, StringComparison.Ordinal);

        var whole = folder.Tensors;
        folder.Change = null;
        folder.Tensors = [.. whole.Select(it => it.Name == name ? it with { Shape = [.. it.Shape.SkipLast(1), 9] } : it)];
        Assert.Equal(name, Assert.Throws<CheckpointMismatchException>(folder.TextTower).TensorName);

        folder.Tensors = [.. whole.Where(tensor => tensor.Name != name)];
        if (name == "text_projection.weight")
        {
            using var tower = folder.TextTower();
            Assert.Equal(SmallTransformer.Hidden, tower.Dimension);
            return;
        }

        Assert.Equal(name, Assert.Throws<CheckpointMismatchException>(folder.TextTower).TensorName);
    }

    private static int[] Text(Random random) =>
        [2, .. Enumerable.Range(0, random.Next(0, 8)).Select(_ => random.Next(4, Tiny.Vocabulary.Count)), End];

    private static float[] Embed(ClipTextTower tower, params int[][] texts)
    {
        using var scope = NewDisposeScope();
        return ParameterMemory.Of(tower.forward(texts)).ToArray();
    }

    private static float[] Embed(ClipTextTower tower, int[] text) => Embed(tower, [text]);

    private static string Refused(ClipTextTower tower, int[] text) =>
        Assert.Throws<ArgumentException>(() => Embed(tower, text)).Message;
}
