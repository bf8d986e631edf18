using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class SentenceEncoderBuilderTests
{
    [Fact]
    public void What_is_not_set_has_the_documented_default()
    {
        using var encoder = Tiny.Encoder();

        Assert.Equal([Pooling.Cls], encoder.Poolings);
        Assert.Equal(Tiny.Configuration.MaximumPositions, encoder.MaximumTokens);
        Assert.False(encoder.Normalizes);
        Assert.Equal(Tiny.Configuration.HiddenSize, encoder.Dimension);
    }

    [Fact]
    public void Settings_that_the_model_has_no_room_for_are_refused()
    {
        var exception = Assert.Throws<ArgumentException>(
            () => SentenceEncoder.From(Tiny.Configuration, Tiny.Vocabulary, 1).WithMaximumTokens(25).Build());

        Assert.Contains("positions for 24 tokens, not for 25", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => SentenceEncoder.From("x").WithMaximumTokens(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SentenceEncoder.From("x").WithPooling((Pooling)10));
    }

    [Fact]
    public void A_vocabulary_of_another_size_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>(
            () => SentenceEncoder.Create(Tiny.Configuration with { VocabularySize = 30 }, Tiny.Vocabulary, 1));

        Assert.Contains("30 entries, the one given 24", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_bert_is_made_of_a_vocabulary_of_words()
    {
        var exception = Assert.Throws<ArgumentException>(
            () => SentenceEncoder.Create(Tiny.Configuration with { ModelType = "roberta", PaddingId = 1 }, Tiny.Vocabulary, 1));

        Assert.Contains("\"roberta\" needs byte-level merges", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_faulty_configuration_is_refused_before_anything_native()
    {
        Assert.Throws<ArgumentException>(() => SentenceEncoder.Create(Tiny.Configuration with { Heads = 3 }, Tiny.Vocabulary, 1));
    }

    [Fact]
    public void An_encoder_without_its_dense_layer_cannot_pool_by_it()
    {
        using var folder = new TemporaryFolder();
        using (var encoder = Tiny.Encoder())
        {
            encoder.Save(folder.FullName);
        }

        StoredWeights.Drop(folder.File("model.safetensors"), name => name.StartsWith("pooler.", StringComparison.Ordinal));

        using var loaded = SentenceEncoder.Load(folder.FullName);
        var exception = Assert.Throws<ArgumentException>(
            () => SentenceEncoder.From(folder.FullName).WithPooling(Pooling.ClsDense).Build());
        Assert.Contains("pooler.dense", exception.Message, StringComparison.Ordinal);
    }
}
