using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings.Tests.Transformers;

[Trait(Category.Name, Category.Unit)]
public class DropoutRatesTests
{
    /// <summary>Where the model classes of transformers have a Dropout, and which setting it takes.</summary>
    [Theory]
    [InlineData("bert", 0.3, 0.2, 0.3, 0, 0.3)]
    [InlineData("mpnet", 0.3, 0.2, 0.3, 0, 0.3)]
    [InlineData("electra", 0.3, 0.2, 0.3, 0, 0.3)]
    [InlineData("distilbert", 0.3, 0.2, 0, 0, 0.3)]
    [InlineData("modernbert", 0.4, 0.2, 0.2, 0.5, 0)]
    public void A_family_drops_in_its_places(
        string modelType, double embeddings, double weights, double attention, double widened, double feedForward)
    {
        var modern = new ModernBertConfiguration { GlobalLayers = [true], EmbeddingDropout = 0.4, FeedForwardDropout = 0.5 };
        var configuration = EncoderFamily.Of(modelType).Defaults with
        {
            HiddenDropout = 0.3,
            AttentionDropout = 0.2,
            ModernBert = modelType == "modernbert" ? modern : null,
        };

        Assert.Equal(new DropoutRates(embeddings, weights, attention, widened, feedForward), DropoutRates.Of(configuration));
    }
}
