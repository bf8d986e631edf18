using System.Text.Json.Nodes;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tests.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class ClipTextEncoderTests
{
    private const double Tolerance = 1e-5;

    [Fact]
    public void What_a_folder_holds_can_be_read()
    {
        using var folder = SmallTransformer.Clip();
        folder.Change = ("logit_scale", values => values[0] = 2.5f);
        using var encoder = folder.Texts();

        Assert.Equal((SmallTransformer.Projected, SmallTransformer.Positions), (encoder.Dimension, encoder.MaximumTokens));
        Assert.Equal((2.5f, false), (encoder.LogitScale, encoder.Normalizes));
    }

    [Fact]
    public void Captions_become_rows_in_their_order_whatever_stands_beside_them()
    {
        using var folder = SmallTransformer.Clip();
        using var encoder = folder.Texts();
        string[] captions = ["", .. Tiny.Sentences(80, longest: 7)];

        var features = encoder.EncodeFeatures(captions);

        Assert.Equal((captions.Length, encoder.Dimension), (features.Rows, features.Columns));
        for (var row = 0; row < captions.Length; row++)
        {
            Assert.InRange(GoldenTensor.LargestDifference(features.Row(row), encoder.Encode(captions[row])), 0, Tolerance);
        }

        Assert.True(GoldenTensor.LargestDifference(encoder.Encode("red cat"), encoder.Encode("cat red")) > 100 * Tolerance);
    }

    [Fact]
    public void Longer_texts_are_cut_before_the_token_that_ends_them()
    {
        using var folder = SmallTransformer.Clip();
        using var encoder = folder.Texts();
        var words = string.Join(' ', Enumerable.Repeat("dog", SmallTransformer.Positions - 2));

        Assert.Equal(encoder.Encode(words), encoder.Encode($"{words} cat sleeps on grass"));
    }

    [Fact]
    public void Normalisation_changes_lengths_alone()
    {
        using var folder = SmallTransformer.Clip();
        using var plain = folder.Texts();
        using var normalized = ClipTextEncoder.From(folder.Folder).WithNormalization().Build();

        Assert.True(normalized.Normalizes);
        foreach (var text in Tiny.Sentences(10, longest: 7))
        {
            var (found, expected) = (normalized.Encode(text), plain.Encode(text));
            var length = Math.Sqrt(expected.Sum(value => (double)value * value));
            Assert.InRange(found.Sum(value => (double)value * value), 1 - Tolerance, 1 + Tolerance);
            Assert.InRange(
                GoldenTensor.LargestDifference(found, [.. expected.Select(value => (float)(value / length))]), 0, Tolerance);
        }
    }

    [Fact]
    public void A_tower_that_was_taken_out_of_CLIP_is_read()
    {
        using var whole = SmallTransformer.Clip();
        using var tower = SmallTransformer.Clip();
        tower.Tensors.RemoveAll(tensor => !tensor.Name.StartsWith("text", StringComparison.Ordinal));
        tower.Configuration = tower.Configuration!["text_config"]!.DeepClone().AsObject();
        tower.Configuration["model_type"] = "clip_text_model";
        tower.Configuration["projection_dim"] = SmallTransformer.Projected;
        using var expected = whole.Texts();
        using var found = tower.Texts();

        Assert.Equal(expected.Encode("a red bird"), found.Encode("a red bird"));
        Assert.Null(found.LogitScale);
    }

    [Theory]
    [InlineData("vocab_size", "0", "vocab_size is 0")]
    [InlineData("vocab_size", "2147483647", "vocab_size is 2147483647")]
    [InlineData("max_position_embeddings", "100000", "max_position_embeddings is 100000")]
    [InlineData("max_position_embeddings", "0", "max_position_embeddings is 0")]
    [InlineData("num_attention_heads", "3", "cannot be split over 3")]
    [InlineData("hidden_act", "\"mish\"", "hidden_act mish is not supported")]
    [InlineData("eos_token_id", "[3]", "under eos_token_id")]
    [InlineData("eos_token_id", "17", "eos_token_id 17")]
    [InlineData("vocab_size", "23", "do not belong together")]
    public void A_setting_that_is_not_sound_is_named(string key, string value, string message)
    {
        using var folder = SmallTransformer.Clip();
        folder.Configuration!["text_config"]![key] = JsonNode.Parse(value);

        var exception = Assert.ThrowsAny<CheckpointException>(folder.Texts);

        Assert.Contains(folder.Folder, exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ViT_is_no_text_tower()
    {
        using var folder = SmallTransformer.Vit();

        Assert.Contains("model_type vit", Assert.Throws<CheckpointException>(folder.Texts).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_logit_scale_that_is_no_number_is_refused()
    {
        using var folder = SmallTransformer.Clip();
        folder.Change = ("logit_scale", values => values[0] = float.NaN);

        Assert.Contains("logit_scale", Assert.Throws<CheckpointException>(folder.Texts).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_calls_are_refused_and_cancellation_is_heard()
    {
        using var folder = SmallTransformer.Clip();
        using var encoder = folder.Texts();
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<ArgumentException>(() => encoder.EncodeFeatures(["a", null!]));
        Assert.Throws<ArgumentNullException>(() => encoder.EncodeFeatures(null!));
        Assert.Throws<ArgumentException>(() => encoder.Encode(["a"], new float[1]));
        Assert.Throws<OperationCanceledException>(() => encoder.EncodeFeatures(["a"], null, source.Token));
    }

    [Fact]
    public void No_tensor_outlives_a_call_or_an_encoder_and_a_disposed_one_says_so()
    {
        using var folder = SmallTransformer.Clip();
        folder.Texts().Dispose();
        Garbage.Collect();
        var before = Tensor.TotalCount;

        var encoder = folder.Texts();
        encoder.EncodeFeatures(Tiny.Sentences(100, longest: 7));
        encoder.Dispose();
        encoder.Dispose();

        Assert.Equal(before, Tensor.TotalCount);
        Assert.Throws<ObjectDisposedException>(() => encoder.Encode("a"));
    }

    [Fact]
    public void Many_threads_get_the_same_embeddings_as_one()
    {
        using var folder = SmallTransformer.Clip();
        using var encoder = folder.Texts();
        var captions = Tiny.Sentences(20, longest: 7);
        var expected = encoder.EncodeFeatures(captions).ToArray();

        Parallel.For(0, 8, _ => Assert.Equal(expected, encoder.EncodeFeatures(captions).ToArray()));
    }
}
