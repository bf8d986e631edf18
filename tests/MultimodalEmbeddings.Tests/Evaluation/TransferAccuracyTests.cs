using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class TransferAccuracyTests
{
    [Fact]
    public void F1_is_the_harmonic_mean_of_precision_and_recall()
    {
        // Two of three found, two of four predictions right: 2 / (1 / (2/3) + 1 / (1/2)) = 4/7.
        Assert.Equal(4 / 7.0, TransferAccuracy.F1([1, 1, 1, 0, 0, 0], [1, 1, 0, 1, 1, 0]), 1e-15);
        Assert.Equal(0, TransferAccuracy.F1([0, 0], [0, 0]));
        Assert.Equal(1, TransferAccuracy.F1([0, 1], [0, 1]));
    }

    [Fact]
    public void Accuracies_are_per_cent_with_two_decimals()
    {
        Assert.Equal(66.67, TransferAccuracy.Percent(2 / 3.0));
        Assert.Equal(58.33, TransferAccuracy.MeanPercent([2 / 3.0, 1 / 2.0]));
        Assert.Equal(66.66, TransferAccuracy.Mean([66.65, 66.67]));
    }

    [Fact]
    public void A_mean_between_two_numbers_goes_to_the_even_one()
    {
        Assert.Equal(50.12, TransferAccuracy.Mean([50, 50.25]));   // 50.125
        Assert.Equal(50.38, TransferAccuracy.Mean([50.25, 50.5]));   // 50.375
    }
}
